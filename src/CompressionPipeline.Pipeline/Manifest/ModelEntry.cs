using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest;

/// <summary>
/// One model to compress: what it starts from, on what data, by which recipe, into which variants, and what they may cost.
/// </summary>
public sealed record ModelEntry
{
    /// <summary>
    /// Name of the entry: lower-case letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, beginning with a letter or digit.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>Where the entry begins.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>Where the weights of the first step come from.</summary>
    public required ModelInit Init { get; init; }

    /// <summary>
    /// Absolute path of the SentencePiece model, or of a folder with the tokenizer of a BERT; it exists. Where the manifest names
    /// none, that of the checkpoint of <see cref="Init"/>; empty where the package of <see cref="Init"/> has it.
    /// </summary>
    public required string TokenizerPath { get; init; }

    /// <summary>Absolute path of the recipe; it exists.</summary>
    public required string RecipePath { get; init; }

    /// <summary>
    /// <c>auto</c>, <c>cpu</c> or <c>cuda</c>. Also set as <c>device</c> of every stage that has this option and says nothing
    /// else.
    /// </summary>
    public required string Device { get; init; }

    /// <summary>Labels of the GitHub runners that compress it. Default: <c>self-hosted</c>.</summary>
    public IReadOnlyList<string> Runner { get; init; } = ["self-hosted"];

    /// <summary>Minutes after which GitHub stops a job of it. Default: 720.</summary>
    public int TimeoutMinutes { get; init; } = 720;

    /// <summary>Seed of every stage. Default: 42.</summary>
    public required long Seed { get; init; }

    /// <summary>The steps that run once; what the last of them makes is the baseline. At least one.</summary>
    public required IReadOnlyList<RecipeStep> Shared { get; init; }

    /// <summary>The steps that run for each variant, from the baseline on.</summary>
    public required IReadOnlyList<RecipeStep> PerVariant { get; init; }

    /// <summary>The models to make beside the baseline, those of the sweep after the named ones; names are unique.</summary>
    public required IReadOnlyList<Variant> Variants { get; init; }

    /// <summary>The limits, each with the place where it is written.</summary>
    public required IReadOnlyList<Budget> Budgets { get; init; }

    /// <summary>Which variant to take; null where every one must pass.</summary>
    public Pick? Pick { get; init; }

    /// <summary>
    /// Budgets that may be missed for a while. Whether one has expired is for the plan to say: the reader does not set it.
    /// </summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>
    /// Earlier results that budgets compare with; the files exist. Their digests are for the plan to read: here they are empty.
    /// </summary>
    public IReadOnlyList<NamedReference> References { get; init; } = [];

    /// <summary>
    /// The options of every step, and of every stage that is no step, in full, by name: option defaults, then the recipe's, then
    /// the entry's, then the command line's; as <see cref="OptionsJson"/> writes them. A variant may have others.
    /// </summary>
    public required IReadOnlyDictionary<string, JsonObject> StageOptions { get; init; }

    /// <summary>The stage behind a name in <see cref="StageOptions"/>.</summary>
    public string StageOf(string name) => Shared.Concat(PerVariant).FirstOrDefault(step => step.Name == name)?.Stage ?? name;
}
