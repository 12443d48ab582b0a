using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Running;
using CompressionPipeline.Pipeline.Store;
using TestKit;

namespace CompressionPipeline.Pipeline.Tests.Fixtures;

/// <summary>
/// A manifest of one entry, stages that do nothing but write their options, a store, and a clock that stands still.
/// </summary>
internal sealed class PlanFixture : IDisposable
{
    private static readonly string[] Names =
        ["data", "fine-tune", "prune", "re-fine-tune", "export", "evaluate", "benchmark", "gate"];

    /// <summary>The stages there are, for plans of one's own.</summary>
    public static IEnumerable<FakeStage> Stages() =>
    [
        new("data", typeof(SourceOptions)) { Kind = StageKind.Source, Inputs = [] },
        new("fine-tune", typeof(StepOptions)),
        new("prune") { Inputs = [Roles.Model] },
        new("export") { Kind = StageKind.Package },
        new("evaluate") { Kind = StageKind.Measurement },
        new("benchmark")
        {
            Kind = StageKind.Comparison,
            Inputs = [Roles.Baseline, Roles.Variant, Roles.BaselineCheckpoint, Roles.VariantCheckpoint, Roles.Data],
            RunsAlone = true,
            KeyHoldsMachine = true,
        },
        new("gate", typeof(VerdictOptions))
        {
            Kind = StageKind.Verdict,
            Inputs = [Roles.Data, Roles.OfEach("export"), Roles.OfEach("evaluate"), Roles.OfEach("benchmark")],
        },
    ];

    private readonly TemporaryFolder folder = new();

    public PlanFixture()
    {
        Fakes = Stages().ToDictionary(stage => stage.Name);
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
            Init = new ModelInit { Shape = "docs-mini", Seed = 7 },
            TokenizerPath = folder.Write("spiece.model", "pieces"),
            RecipePath = folder.Write("recipe.yaml", ""),
            Device = "cpu",
            Seed = 42,
            Shared = [new("fine-tune", "fine-tune")],
            PerVariant = [new("prune", "prune"), new("re-fine-tune", "fine-tune")],
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
        Options = new Dictionary<string, JsonObject>
        {
            ["prune"] = new JsonObject { ["device"] = "cpu", ["encoder-layers"] = encoder, ["decoder-layers"] = decoder },
        },
        Location = At(15),
    };

    public Plan Plan(PlanSelection? selection = null, params IReadOnlyList<ModelEntry> entries)
    {
        var manifest = new PipelineManifest { Path = "models.yaml", Models = entries.Count > 0 ? entries : [Entry] };
        var stages = Fakes.ToDictionary(fake => fake.Key, fake => (IStage)fake.Value);
        return new Planner(stages, _ => Digest.OfText(Source), Machine, Time).Build(manifest, selection);
    }

    public RunSummary Run(Plan? plan = null, CancellationToken cancellation = default) =>
        new Runner(Store, Settings).Run(plan ?? Plan(), Progress, cancellation);

    /// <summary>Sets an option in the recipe's section of one stage.</summary>
    public void Set(string stage, string option, JsonNode value)
    {
        Entry = Entry with
        {
            StageOptions = Changed(Entry.StageOptions),
            Variants = [.. Entry.Variants.Select(variant => variant with { Options = Changed(variant.Options) })],
        };

        Dictionary<string, JsonObject> Changed(IReadOnlyDictionary<string, JsonObject> sections)
        {
            var options = sections.ToDictionary(section => section.Key, section => section.Value.DeepClone().AsObject());
            if (options.TryGetValue(stage, out var section))
                section[option] = value.DeepClone();
            return options;
        }
    }

    /// <summary>The id without the model.</summary>
    public static string ShortId(PlannedStage stage) => stage.Id[(stage.Model.Length + 1)..];

    /// <summary>What a run would run, by short id.</summary>
    public IReadOnlyList<string> Stale() =>
        [.. PlanInspection.Of(Plan(), Store).Where(status => status.WillRun).Select(status => ShortId(status.Planned))];

    /// <summary>Why a run would run a stage, or not.</summary>
    public string ReasonOf(string shortId) =>
        PlanInspection.Of(Plan(), Store).Single(status => ShortId(status.Planned) == shortId).Reason;

    public void Dispose() => folder.Dispose();
}
