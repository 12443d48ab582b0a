using System.Collections;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest;

/// <summary>Collects errors; one place and text is one error, however often an alias or a default leads there.</summary>
internal sealed class Errors : IEnumerable<ManifestError>
{
    // What stands in the place of a key or a value may be a whole file.
    private const int LongestKey = 300, LongestMessage = 2000;

    private readonly List<ManifestError> found = [];
    private readonly HashSet<ManifestError> seen = [];

    public bool Any => found.Count > 0;

    public int Count => found.Count;

    public void Add(SourceLocation location, string key, string message)
    {
        var error = new ManifestError(location, Shortened(key, LongestKey), Shortened(message, LongestMessage));
        if (seen.Add(error))
            found.Add(error);
    }

    public void AddRange(Errors other)
    {
        foreach (var error in other)
            Add(error.Location, error.Key, error.Message);
    }

    // In the order a person fixes them: file by file as they were read, the command line last, each from top to bottom.
    public IReadOnlyList<ManifestError> Sorted(IList<string> files) =>
    [
        .. found.OrderBy(error => files.IndexOf(error.Location.File) is var rank and >= 0 ? rank : files.Count)
            .ThenBy(error => error.Location.Line)
            .ThenBy(error => error.Location.Column),
    ];

    private static string Shortened(string text, int most) =>
        text.Length <= most ? text : $"{text[..(most / 2)]} … {text[^(most / 2)..]}";

    public IEnumerator<ManifestError> GetEnumerator() => found.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
