using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>The shapes of a manifest and of a recipe, given the stages and their options.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, ObjectShape> stages;

    /// <summary>The key of a grid of variants, in a recipe and in an entry.</summary>
    public const string Sweep = "sweep";

    public Vocabulary(IReadOnlyDictionary<string, Type> stageOptions, IReadOnlyDictionary<string, (int Encoder, int Decoder)>? shapes)
    {
        Types = stageOptions;
        stages = stageOptions.ToDictionary(stage => stage.Key, stage => ShapeOf.Record(stage.Value));
        Sections = [.. stages.Where(stage => stage.Value.Members.Count > 0).Select(stage =>
            new Member(stage.Key, stage.Value.Partial()) { Description = $"Options of the stage {stage.Key}." })];
        Depths = shapes ?? new Dictionary<string, (int Encoder, int Decoder)>();
        Model = WithSections(ShapeOf.Document(typeof(ModelDocument)).With("base", NameShapes));
        Recipe = WithSections(new ObjectShape([Version, Model.Members.Single(member => member.Key == Sweep) with { Description = "A grid of pruned models to make; an entry's own replaces it as a whole." }])) with { Extensible = true };
        Manifest = new ObjectShape(
        [
            Version,
            new Member("defaults", Model.Partial()) { Description = "What every entry under models says unless it says otherwise; merged key by key, base as a whole." },
            new Member("models", new MapShape(Model) { Keys = Names, MinCount = 1 }) { Required = true, Description = "What to compress, by name." },
        ])
        { Extensible = true };
    }

    public ObjectShape Manifest { get; }

    public ObjectShape Recipe { get; }

    public ObjectShape Model { get; }

    /// <summary>The keys of a stage's section.</summary>
    public IReadOnlyDictionary<string, ObjectShape> Stages => stages;

    /// <summary>The sections a recipe and an entry may have: a stage whose options the plan alone fills in has none.</summary>
    public IReadOnlyList<Member> Sections { get; }

    /// <summary>The options record of each stage.</summary>
    public IReadOnlyDictionary<string, Type> Types { get; }

    /// <summary>Encoder and decoder layers of the named shapes that a base may start from; empty where any name is allowed.</summary>
    public IReadOnlyDictionary<string, (int Encoder, int Decoder)> Depths { get; }

    private static TextShape Names => new() { Pattern = ModelDocument.NamePattern, PatternMeaning = ModelDocument.NameMeaning };

    private static Member Version => new("version", new NumberShape(true, 1, 1) { Meaning = "this pipeline reads version 1" })
    {
        Required = true,
        Description = "Version of this file's vocabulary.",
        Examples = [1],
    };

    private ObjectShape WithSections(ObjectShape shape) => shape with { Members = [.. shape.Members, .. Sections] };

    private Member NameShapes(Member member) => Depths.Count == 0 ? member : member with
    {
        Shape = ((ObjectShape)member.Shape).With("init", name => name with { Shape = (TextShape)name.Shape with { Allowed = [.. Depths.Keys.Order(StringComparer.Ordinal)] } }),
    };
}
