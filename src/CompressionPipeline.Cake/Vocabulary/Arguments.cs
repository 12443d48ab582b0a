namespace CompressionPipeline.Cake.Vocabulary;

/// <summary>The host's own command-line words; Cake's are in <c>--help</c>.</summary>
public static class Arguments
{
    public const string Target = "target";
    public const string Manifest = "manifest";
    public const string Model = "model";
    public const string Variant = "variant";
    public const string Only = "only";
    public const string Device = "device";
    public const string Set = "set";
    public const string Result = "result";
    public const string Filter = "filter";
    public const string Fix = "fix";
    public const string Runs = "runs";

    /// <summary>Every word: what is not here is refused, since Cake itself would ignore it in silence.</summary>
    public static IReadOnlyList<string> All { get; } = [Target, Manifest, Model, Variant, Only, Device, Set, Result, Filter, Fix, Runs];
}
