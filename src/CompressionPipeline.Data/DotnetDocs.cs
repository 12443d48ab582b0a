using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>The API reference in every .NET SDK: a member's documentation, and the first sentence of its summary.</summary>
public static class DotnetDocs
{
    /// <summary>The source's name in manifests and in <see cref="DataSetInfo.Name"/>.</summary>
    public const string Name = "dotnet-docs";

    /// <summary>SHA-256 over the contents of the documentation files; the files' order, names and place do not count.</summary>
    /// <exception cref="PipelineException">This SDK has no reference packs.</exception>
    public static Digest Fingerprint() => Fingerprint(ReferencePacks.OfThisSdk());

    /// <summary>SHA-256 over the contents of documentation files.</summary>
    public static Digest Fingerprint(IReadOnlyList<string> files) =>
        Digest.OfText(string.Concat(DistinctContents(files).Select(file => file.Digest + "\n")));

    /// <summary>The pairs of this SDK's documentation, ordered by id: about 39,000 for SDK 10.</summary>
    /// <exception cref="PipelineException">This SDK has no reference packs, or a file in them is not XML.</exception>
    public static IReadOnlyList<Example> Read(CancellationToken cancellation = default) =>
        Read(ReferencePacks.OfThisSdk(), cancellation);

    /// <summary>
    /// Members of this SDK's documentation, with the family of namespaces that each belongs to, ordered by id. Names that give
    /// the answer away are left out of the texts.
    /// </summary>
    /// <param name="classes">Families: the largest ones, with as many members each.</param>
    /// <param name="limit">Examples in all; 0 takes as many of each family as the smallest one has.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="PipelineException">This SDK has no reference packs, a file in them is not XML, or there are not so many
    /// families.</exception>
    public static IReadOnlyList<Example> ReadNamespaces(int classes, int limit, CancellationToken cancellation = default) =>
        NamespaceFamilies.Choose(Members(ReferencePacks.OfThisSdk(), cancellation), classes, limit);

    /// <summary>The pairs of documentation files: one a member, one a distinct lower-cased summary, ordered by id.</summary>
    /// <exception cref="PipelineException">A file is not documentation XML.</exception>
    public static IReadOnlyList<Example> Read(IReadOnlyList<string> files, CancellationToken cancellation = default) =>
    [
        .. Members(files, cancellation).Select(pair => new Example(Text.IdOf(pair.Member), pair.Document, pair.Summary))
            .OrderBy(example => example.Id, StringComparer.Ordinal),
    ];

    private static DocumentedMember[] Members(IReadOnlyList<string> files, CancellationToken cancellation)
    {
        try
        {
            var members = DistinctContents(files).AsParallel().WithCancellation(cancellation)
                .SelectMany(file => DocumentationFile.Read(file.Path));
            return Choose(members.AsSequential());
        }
        catch (AggregateException errors) when (errors.InnerException is PipelineException error)
        {
            throw new PipelineException(error.Message, errors);
        }
    }

    // The choice among duplicates must not depend on which file was read first.
    private static DocumentedMember[] Choose(IEnumerable<DocumentedMember> members) => members
        .OrderByDescending(pair => pair.HasDetails)
        .ThenBy(pair => pair.Member, StringComparer.Ordinal)
        .ThenBy(pair => pair.Summary, StringComparer.Ordinal)
        .ThenBy(pair => pair.Document, StringComparer.Ordinal)
        .DistinctBy(pair => pair.Member)
        .DistinctBy(pair => Splits.Key(pair.Summary))
        .ToArray();

    private static (string Path, string Digest)[] DistinctContents(IReadOnlyList<string> files) =>
        files.AsParallel()
            .Select(file => (Path: file, Digest: Digest.OfFile(file).Hex))
            .AsSequential()
            .OrderBy(file => file.Digest, StringComparer.Ordinal)
            .DistinctBy(file => file.Digest)
            .ToArray();
}
