using CompressionPipeline.Manifest.Shapes;

namespace CompressionPipeline.Manifest.Documents;

/// <summary>The shapes of a manifest and of a recipe, given the stages and their options.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, ObjectShape> stages;
    private readonly IReadOnlyCollection<string> init;

    public Vocabulary(IReadOnlyDictionary<string, Type> stageOptions, IReadOnlyCollection<string>? shapes)
    {
        Types = stageOptions;
        stages = stageOptions.ToDictionary(stage => stage.Key, stage => ShapeOf.Record(stage.Value));
        Sections = [.. stages.Where(stage => stage.Value.Members.Count > 0).Select(stage =>
            new Member(stage.Key, stage.Value.Partial()) { Description = $"Options of the stage {stage.Key}." })];
        init = shapes ?? [];
        Model = WithSections(ShapeOf.Document(typeof(ModelDocument)).With("base", NameShapes));
        Recipe = WithSections(new ObjectShape([Version])) with { Extensible = true };
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

    private static TextShape Names => new() { Pattern = ModelDocument.NamePattern, PatternMeaning = ModelDocument.NameMeaning };

    private static Member Version => new("version", new NumberShape(true, 1, 1) { Meaning = "this pipeline reads version 1" })
    {
        Required = true,
        Description = "Version of this file's vocabulary.",
        Examples = [1],
    };

    private ObjectShape WithSections(ObjectShape shape) => shape with { Members = [.. shape.Members, .. Sections] };

    private Member NameShapes(Member member) => init.Count == 0 ? member : member with
    {
        Shape = ((ObjectShape)member.Shape).With("init", name => name with { Shape = (TextShape)name.Shape with { Allowed = [.. init] } }),
    };
}
