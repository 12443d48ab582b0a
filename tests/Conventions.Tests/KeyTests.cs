using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Store;
using CompressionPipeline.Stages.Catalog;
using TestKit;

namespace Conventions.Tests;

/// <summary>Every option of every stage is part of that stage's key: a wrong hit in the store would be a wrong result.</summary>
public static class KeyTests
{
    private sealed class OptionsOnlyStage(string name, Type options) : IStage
    {
        public string Name => name;

        public int Version => 1;

        public Type OptionsType => options;

        public IReadOnlyList<Metric> Run(StageContext context) => throw new InvalidOperationException("Only planned, never run.");
    }

    private sealed record NoOptions;

    /// <summary>Written by the planner from the manifest's other members, or known by a digest beside them.</summary>
    private static readonly string[] FromElsewhere =
        ["source-digest", "paths", "tokenizer-path", "tokenizer-digest", "base", "model", "budgets", "pick", "waivers", "references"];

    private static readonly Dictionary<string, IStage> Stages = new[]
    {
        Stage("data"), Stage("fine-tune"), Stage("prune"), Stage("re-fine-tune"),
        Stage("export"), Stage("evaluate"), Stage("benchmark"), Stage("gate"),
    }.ToDictionary(stage => stage.Name, IStage (stage) => stage);

    public static TheoryData<string, string> Options
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (name, stage) in Stages)
            {
                foreach (var option in Defaults(stage).Select(option => option.Key).Except(FromElsewhere))
                    data.Add(name, option);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public static void Should_Change_With_Every_Option_Of_The_Stage_And_Of_Those_Before_It_And_Of_No_Other(string stage, string option)
    {
        // Given
        using var folder = new TemporaryFolder();
        var before = Plan(folder, []);

        // When
        var after = Plan(folder, new() { [stage] = new JsonObject { [option] = Changed(Stages[stage], option) } });

        // Then
        var stale = new HashSet<string>();
        foreach (var planned in before.Stages)
        {
            if (planned.Stage.Name == stage || planned.Inputs.Values.Any(stale.Contains))
                stale.Add(planned.Id);
            Assert.Equal((planned.Id, stale.Contains(planned.Id)), (planned.Id, after[planned.Id].Key != planned.Key));
        }
    }

    private static Plan Plan(TemporaryFolder folder, Dictionary<string, JsonObject> options)
    {
        var here = new SourceLocation("models.yaml", 1, 1);
        var entry = new ModelEntry
        {
            Key = "docs",
            Location = here,
            Base = new BaseModel { Init = "docs-mini" },
            TokenizerPath = folder.Write("spiece.model", "pieces"),
            RecipePath = folder.File("recipe.yaml"),
            Device = "auto",
            Seed = 42,
            Variants = [new Variant { Name = "shallow", Location = here }],
            Budgets = [],
            StageOptions = options,
        };
        return new Planner(Stages, _ => Digest.OfText("source"), new MachineRecord("", "", 1, 0, ""))
            .Build(new PipelineManifest { Path = "models.yaml", Version = 1, Models = [entry] });
    }

    private static OptionsOnlyStage Stage(string name) => new(
        name, StageCatalog.All().TryGetValue(name, out var stage) ? stage.OptionsType : typeof(NoOptions));

    private static JsonObject Defaults(IStage stage) => OptionsJson.Write(Activator.CreateInstance(stage.OptionsType)!);

    private static JsonNode Changed(IStage stage, string option)
    {
        var type = stage.OptionsType.GetProperties().Single(property => JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name) == option).PropertyType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        var old = Defaults(stage)[option];
        if (type.IsEnum)
            return JsonSerializer.SerializeToNode(Enum.GetValues(type).Cast<object>().First(value => NameOf(value) != old?.GetValue<string>()), type, OptionsJson.Settings)!;
        if (type == typeof(bool))
            return !(old?.GetValue<bool>() ?? false);
        if (type == typeof(string))
            return old + "x";
        if (type == typeof(int) || type == typeof(long))
            return (old?.GetValue<int>() ?? 0) + 1;
        if (type == typeof(double))
            return (old?.GetValue<double>() ?? 0) + 0.5;
        if (type == typeof(IReadOnlyList<int>))
            return new JsonArray([.. old?.AsArray().Select(item => item!.DeepClone()) ?? [], 7]);
        if (type.GetGenericArguments() is [{ IsEnum: true } item])
            return new JsonArray([.. Enum.GetValues(item).Cast<object>().Select(value => (JsonNode)NameOf(value))]);
        throw new NotSupportedException($"{stage.Name}.{option} is a {type.Name}: say here how to change one, so that its part in the key is tested.");
    }

    private static string NameOf(object value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()!);
}
