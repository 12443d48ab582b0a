namespace CompressionPipeline.Pipeline.Planning;

/// <summary>Which part of the manifest to plan.</summary>
public sealed record PlanSelection
{
    /// <summary>Key of one entry. Default: all.</summary>
    public string? Model { get; init; }

    /// <summary>Name of one variant, planned beside the unpruned model; <c>base</c> plans the unpruned model alone. Default: all.</summary>
    public string? Variant { get; init; }

    /// <summary>Models with a variant each, as <c>model/variant</c>; <c>model/base</c> is the unpruned model alone. Empty: all.</summary>
    public IReadOnlyCollection<string> Only { get; init; } = [];

    /// <summary>Name of the last stage to plan; its inputs are planned with it. Default: all.</summary>
    public string? UpTo { get; init; }
}
