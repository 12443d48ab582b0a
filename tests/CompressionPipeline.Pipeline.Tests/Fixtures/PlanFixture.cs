using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Running;
using CompressionPipeline.Pipeline.Store;
using TestKit;

namespace CompressionPipeline.Pipeline.Tests.Fixtures;

/// <summary>A manifest of one entry, stages that do nothing but write their options, a store, and a clock that stands still.</summary>
internal sealed class PlanFixture : IDisposable
{
    private static readonly string[] Names =
        ["data", "fine-tune", "prune", "re-fine-tune", "export", "evaluate", "benchmark", "gate"];

    private readonly TemporaryFolder folder = new();

    public PlanFixture()
    {
        Fakes = Names.ToDictionary(name => name, name => new FakeStage(name));
        Fakes["gate"].Work = context =>
        {
            File.WriteAllText(context.Output("result.json"), """{"verdict":"pass"}""");
            File.WriteAllText(context.Output("report.md"), OptionsJson.Canonical(context.Options));
            return [];
        };
        Entry = new ModelEntry
        {
            Key = "docs",
            Location = At(3),
            Base = new BaseModel { Init = "docs-mini", Seed = 7 },
            TokenizerPath = folder.Write("spiece.model", "pieces"),
            RecipePath = folder.Write("recipe.yaml", ""),
            Device = "cpu",
            Seed = 42,
            Variants = [Variant("shallow", decoder: 2)],
            Budgets = [new Budget("rouge2", BudgetRule.MaxDrop, 3.0) { Location = At(20) }],
            StageOptions = Names.ToDictionary(name => name, _ => new JsonObject { ["device"] = "cpu" }),
        };
        Store = new ArtifactStore(folder.File("store"), Progress);
        Settings = new RunnerSettings
        {
            Machine = StoreFixture.Machine,
            ToolVersion = "0.1.0",
            ResultsFolder = folder.File("results"),
            Time = Time,
        };
    }

    public Dictionary<string, FakeStage> Fakes { get; }

    public ModelEntry Entry { get; set; }

    public string Source { get; set; } = "source";

    public MachineRecord Machine { get; set; } = StoreFixture.Machine;

    public RecordingProgress Progress { get; } = new();

    public FixedTimeProvider Time { get; } = new();

    public ArtifactStore Store { get; }

    public RunnerSettings Settings { get; }

    public string InFolder(string name) => folder.File(name);

    public string Write(string name, string text) => folder.Write(name, text);

    public static SourceLocation At(int line) => new("models.yaml", line, 1);

    public static Variant Variant(string name, int? encoder = null, int? decoder = null) => new()
    {
        Name = name,
        Encoder = new LayerSelection { Count = encoder },
        Decoder = new LayerSelection { Count = decoder },
        Location = At(15),
    };

    public Plan Plan(PlanSelection? selection = null, params IReadOnlyList<ModelEntry> entries)
    {
        var manifest = new PipelineManifest { Path = "models.yaml", Version = 1, Models = entries.Count > 0 ? entries : [Entry] };
        var stages = Fakes.ToDictionary(fake => fake.Key, fake => (IStage)fake.Value);
        return new Planner(stages, _ => Digest.OfText(Source), Machine, Time).Build(manifest, selection);
    }

    public RunSummary Run(Plan? plan = null, CancellationToken cancellation = default) =>
        new Runner(Store, Settings).Run(plan ?? Plan(), Progress, cancellation);

    /// <summary>Sets an option in the recipe's section of one stage.</summary>
    public void Set(string stage, string option, JsonNode value)
    {
        var options = Entry.StageOptions.ToDictionary(section => section.Key, section => section.Value.DeepClone().AsObject());
        options[stage][option] = value;
        Entry = Entry with { StageOptions = options };
    }

    /// <summary>What a run would run, by short id.</summary>
    public IReadOnlyList<string> Stale() =>
        [.. PlanInspection.Of(Plan(), Store).Where(status => status.WillRun).Select(status => status.Planned.ShortId)];

    /// <summary>Why a run would run a stage, or not.</summary>
    public string ReasonOf(string shortId) =>
        PlanInspection.Of(Plan(), Store).Single(status => status.Planned.ShortId == shortId).Reason;

    public void Dispose() => folder.Dispose();
}
