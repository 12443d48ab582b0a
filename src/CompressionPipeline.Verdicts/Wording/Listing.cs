namespace CompressionPipeline.Verdicts.Wording;

/// <summary>Lists of names that stay short.</summary>
internal static class Listing
{
    private const int Most = 8;

    public static string Of(IReadOnlyCollection<string> names) => names.Count <= Most
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(Most))} and {names.Count - Most} more";
}
