namespace CompressionPipeline.Core;

/// <summary>The roles in which a stage gets artifacts. A stage declares those it reads; the planner connects them.</summary>
public static class Roles
{
    /// <summary>The baseline: the unpruned model among the variants of an entry, in ids, roles and results.</summary>
    public const string Baseline = "baseline";

    /// <summary>The data set; the role of an artifact that a source makes is the source's name.</summary>
    public const string Data = "data";

    /// <summary>For a step and for a package: the checkpoint before it. For a measurement: the export.</summary>
    public const string Model = "model";

    /// <summary>For a step: the super-network and the front that a search has found.</summary>
    public const string Search = "search";

    /// <summary>For a comparison: the export of the variant.</summary>
    public const string Variant = "variant";

    /// <summary>For a comparison, and for a step of a variant that learns from it: the checkpoint of the baseline.</summary>
    public const string BaselineCheckpoint = Baseline + ".checkpoint";

    /// <summary>For a comparison: the checkpoint of the variant.</summary>
    public const string VariantCheckpoint = Variant + ".checkpoint";

    /// <summary>
    /// For a judging stage: what a step or stage made of each model, under <c>&lt;variant&gt;.&lt;name&gt;</c>.
    /// </summary>
    public static string OfEach(string name) => $"*.{name}";
}
