namespace CompressionPipeline.Pipeline.Planning;

/// <summary>Which part of the manifest to plan.</summary>
public sealed record PlanSelection
{
    /// <summary>Key of one entry. Default: all.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// Name of one variant, planned beside the unpruned model; <c>baseline</c> plans the unpruned model alone. Default: all.
    /// </summary>
    public string? Variant { get; init; }

    /// <summary>
    /// Models with a variant each, as <c>model/variant</c>; <c>model/baseline</c> is the unpruned model alone. Empty: all.
    /// </summary>
    public IReadOnlyCollection<string> Only { get; init; } = [];

    /// <summary>
    /// The last steps or stages to plan, each with its inputs: those of a name, or where nothing has it those of the stage of
    /// that name. Empty: all.
    /// </summary>
    public IReadOnlyCollection<string> UpTo { get; init; } = [];
}
