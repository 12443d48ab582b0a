namespace CompressionPipeline.Cake.Vocabulary;

/// <summary>The command-line arguments of the pipeline; Cake's are in <c>--help</c>.</summary>
internal static class Arguments
{
    public const string Target = "target";
    public const string Manifest = "manifest";
    public const string Model = "model";
    public const string Variant = "variant";
    public const string Only = "only";
    public const string Device = "device";
    public const string Set = "set";
    public const string Result = "result";
    public const string Vocabulary = "vocabulary";
    public const string Page = "page";
    public const string Published = "published";

    public static IReadOnlyList<string> All { get; } =
        [Target, Manifest, Model, Variant, Only, Device, Set, Result, Vocabulary, Page, Published];
}
