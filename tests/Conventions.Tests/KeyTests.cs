using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Stages.Catalog;
using CompressionPipeline.Stages.Prune;
using TestKit;

namespace Conventions.Tests;

/// <summary>Every option of every stage is part of that stage's key: a wrong hit in the store would be a wrong result.</summary>
public static class KeyTests
{
    /// <summary>Known by a digest beside it.</summary>
    private const string Paths = "paths";

    private static readonly RecipeStep[] Shared = [new("fine-tune", "fine-tune"), new("search", "search")];

    private static readonly RecipeStep[] PerVariant = [new("prune", "prune"), new("re-fine-tune", "fine-tune")];

    /// <summary>Every step and stage, with the stage that does it.</summary>
    private static readonly Dictionary<string, IStage> Stages = StageCatalog.All().Values
        .Select(stage => (stage.Name, Stage: stage))
        .Append(("re-fine-tune", StageCatalog.All()["fine-tune"])).ToDictionary(step => step.Item1, step => step.Item2);

    public static TheoryData<string, string> Options
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (name, stage) in Stages)
            {
                foreach (var option in Defaults(stage).Select(option => option.Key).Except([Paths, .. FromPlan(stage)]))
                    data.Add(name, option);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public static void Should_Change_With_Every_Option_Of_The_Stage_And_Of_Those_Before_It_And_Of_No_Other(
        string stage, string option)
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
            if (planned.Name == stage || planned.Inputs.Values.Any(stale.Contains))
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
            Init = new ModelInit { Shape = "docs-mini" },
            TokenizerPath = folder.Write("spiece.model", "pieces"),
            RecipePath = folder.File("recipe.yaml"),
            Device = "auto",
            Seed = 42,
            Shared = Shared,
            PerVariant = PerVariant,
            Variants = [new Variant { Name = "shallow", Location = here }],
            Budgets = [],
            StageOptions = options,
        };
        return new Planner(StageCatalog.All(), _ => Digest.OfText("source"), new MachineRecord("", "", 1, 0, ""))
            .Build(new PipelineManifest { Path = "models.yaml", Models = [entry] });
    }

    private static IEnumerable<string> FromPlan(IStage stage) => stage.OptionsType.GetProperties()
        .Where(property => property.IsDefined(typeof(FromPlanAttribute), inherit: false))
        .Select(property => JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name));

    // Those that keys leave out at their default as well.
    private static JsonObject Defaults(IStage stage)
    {
        var options = Activator.CreateInstance(stage.OptionsType)!;
        var written = OptionsJson.Write(options);
        foreach (var property in stage.OptionsType.GetProperties()
            .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is not null))
        {
            written[JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name)] =
                JsonSerializer.SerializeToNode(property.GetValue(options), property.PropertyType, OptionsJson.Settings);
        }
        return written;
    }

    private static JsonNode Changed(IStage stage, string option)
    {
        var type = stage.OptionsType.GetProperties()
            .Single(property => JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name) == option).PropertyType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        var old = Defaults(stage)[option];
        if (type == typeof(LayerChoice))
            return 1;
        if (type == typeof(PieceChoice))
            return 500;
        if (type == typeof(Share))
            return 0.5;
        if (type == typeof(PickOptions))
            return new JsonObject { ["best"] = "latency" };
        if (type.IsEnum && Enum.GetValues(type).Length == 1)
            return JsonValue.Create(-1); // a value that is none yet, as a later version of the stage would have it
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Select(NameOf).First(name => name != old?.GetValue<string>());
        if (type == typeof(bool))
            return !(old?.GetValue<bool>() ?? false);
        if (type == typeof(string))
            return old + "x";
        if (type == typeof(int) || type == typeof(long))
            return (old?.GetValue<int>() ?? 0) + 1;
        if (type == typeof(double))
            return (old?.GetValue<double>() ?? 0) + 0.5;
        if (type == typeof(IReadOnlyList<string>))
            return new JsonArray([.. old?.AsArray().Select(item => item!.DeepClone()) ?? [], "x"]);
        if (type == typeof(IReadOnlyList<int>))
            return new JsonArray([.. old?.AsArray().Select(item => item!.DeepClone()) ?? [], 7]);
        if (type == typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>))
            return new JsonObject { ["column"] = new JsonArray("x") };
        if (type.GetGenericArguments() is [{ IsEnum: true } item])
            return new JsonArray([.. Enum.GetValues(item).Cast<object>().Select(value => (JsonNode)NameOf(value))]);
        throw new NotSupportedException(
            $"{stage.Name}.{option} is a {type.Name}: say here how to change one, so that its part in the key is tested.");
    }

    private static string NameOf(object value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()!);
}
