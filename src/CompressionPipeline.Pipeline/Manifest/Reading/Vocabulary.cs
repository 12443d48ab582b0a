using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace CompressionPipeline.Pipeline.Manifest.Reading;

/// <summary>The shapes of a manifest and of a recipe, given the stages.</summary>
internal sealed class Vocabulary
{
    public const string Init = "init";
    public const string Shared = "shared";
    public const string Variant = "variant";
    public const string Variants = "variants";
    public const string Sweep = "sweep";
    public const string Stage = "stage";

    private readonly Dictionary<string, ObjectShape> options;

    public Vocabulary(IReadOnlyDictionary<string, IStage> stages, IReadOnlyDictionary<string, (int Encoder, int Decoder)>? shapes)
    {
        Stages = stages;
        Depths = shapes ?? new Dictionary<string, (int Encoder, int Decoder)>();
        options = stages.ToDictionary(stage => stage.Key, stage => ShapeOf.Record(stage.Value.OptionsType));
        Sections = [.. stages.Keys.Where(name => options[name].Members.Count > 0).Select(name => Section(name, name))];
        StepSections = [.. stages.Keys.Where(name => stages[name].Kind == StageKind.Step).Select(StepSection)];
        Own = ShapeOf.Document(typeof(ModelDocument)).With(Init, NameShapes);
        Recipe = new ObjectShape(
        [
            Version,
            Steps(Shared, "The steps that run once per model, in order, each under its name; the last one makes the baseline.")
                with { Required = true },
            Steps(Variant, "The steps that run for each variant, in order, from the baseline on."),
            Grid("A grid of variants to make; an entry's own replaces it as a whole."),
            .. Sections.Where(section => Stages[section.Key].Kind != StageKind.Step),
        ])
        { Extensible = true };
    }

    public IReadOnlyDictionary<string, IStage> Stages { get; }

    /// <summary>Encoder and decoder layers of the named shapes; empty where any name is allowed.</summary>
    public IReadOnlyDictionary<string, (int Encoder, int Decoder)> Depths { get; }

    /// <summary>The keys of an entry that are its own, whatever its recipe.</summary>
    public ObjectShape Own { get; }

    public ObjectShape Recipe { get; }

    /// <summary>The options of each stage that has some, under its own name.</summary>
    public IReadOnlyList<Member> Sections { get; }

    /// <summary>A stage's options as a step of a recipe may say them.</summary>
    public IReadOnlyList<Member> StepSections { get; }

    public ObjectShape OptionsOf(string stage) => options[stage];

    public Member Section(string name, string stage) => new(name, options[stage].Partial())
    {
        Description = name == stage ? $"Options of the stage {name}." : $"Options of the step {name}, of the stage {stage}.",
    };

    /// <summary>An entry with the sections that its recipe knows; <paramref name="others"/> allows all.</summary>
    public ObjectShape Model(IEnumerable<Member> sections, bool others, IReadOnlyList<Member>? ofVariants = null) => Own with
    {
        Members =
        [
            .. Own.Members,
            new Member(Variants, new MapShape(VariantOf(ofVariants)) { Keys = Names })
            {
                Description = "The models to make beside the baseline, by name, and the options of steps in which each differs; "
                    + $"'{Roles.Baseline}' is the unpruned model and always there. With a sweep it may be left out.",
                Default = new JsonObject(),
                Examples =
                [
                    Json("""{"shallow-decoder":{"prune":{"decoder-layers":2}}}"""),
                    Json("""{"6-2":{"prune":{"level":"6-2"}}}"""),
                ],
            },
            Grid("A grid of variants to make beside those that are named; replaces the recipe's as a whole."),
            .. sections,
        ],
        Others = others ? new FreeShape() : null,
    };

    public static ObjectShape Manifest(Shape defaults, Shape model) => new(
    [
        Version,
        new Member("defaults", defaults)
        {
            Description = "What every entry under models says unless it says otherwise; merged key by key, init as a whole.",
        },
        new Member("models", new MapShape(model) { Keys = Names, MinCount = 1 })
        {
            Required = true,
            Description = "What to compress, by name.",
        },
    ])
    { Extensible = true };

    private static Shape VariantOf(IReadOnlyList<Member>? sections) =>
        sections is null ? new FreeShape() : new ObjectShape(sections) { Others = new FreeShape() };

    private static TextShape Names => new() { Pattern = EntryName.Pattern, PatternMeaning = EntryName.Meaning };

    private static Member Version => new("version", new NumberShape(true, 2, 2) { Meaning = "this pipeline reads version 2" })
    {
        Required = true,
        Description = "Version of this file's format: 2.",
        Examples = [2],
    };

    private Member Steps(string part, string description) =>
        new(part, new StepsShape(StepSections)) { Description = description };

    private static Member Grid(string description) =>
        new(Sweep, new FreeShape { Values = new ListShape(new AnyShape(), MinCount: 1) })
    {
        Description = description,
        Examples = [Json("""{"prune.encoder-layers":[2,4],"prune.decoder-layers":[1,2]}""")],
    };

    private Member StepSection(string stage)
    {
        var said = new Member(Stage, new TextShape { Allowed = [stage] })
        {
            Description = "The stage that does this step, where the step is not named after it.",
        };
        return Section(stage, stage) with { Shape = new ObjectShape([said, .. options[stage].Partial().Members]) };
    }

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    private Member NameShapes(Member member) => Depths.Count == 0 ? member : member with
    {
        Shape = ((ObjectShape)member.Shape).With("shape", name => name with
        {
            Shape = (TextShape)name.Shape with { Allowed = [.. Depths.Keys.Order(StringComparer.Ordinal)] },
        }),
    };
}
