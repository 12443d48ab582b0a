using System.Collections.Concurrent;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Store;

/// <summary>The state of a key: no artifact (both null), a complete one, or a damaged one.</summary>
internal readonly record struct EntryState(RunRecord? Record, string? Damage)
{
    public bool IsWhole => Record is not null;
}

/// <summary>Verifies artifacts by the sizes and digests in <c>run.json</c>; an unchanged artifact is verified once.</summary>
internal sealed class ArtifactVerifier(StoreLayout layout)
{
    private readonly ConcurrentDictionary<ArtifactKey, (string Stamp, RunRecord Record)> verified = new();

    public EntryState Look(ArtifactKey key)
    {
        var folder = layout.Entry(key);
        if (!Directory.Exists(folder))
            return default;
        try
        {
            var files = FilesOf(folder);
            var stamp = Stamp(files);
            if (verified.TryGetValue(key, out var known) && known.Stamp == stamp)
                return new(known.Record, null);
            var (record, error) = RunRecord.Read(folder);
            error ??= record!.Key != key.Digest.Hex || record.Stage != key.Stage
                ? $"{RunRecord.FileName} belongs to {record.Stage}/{record.Key}"
                : Difference(record, files);
            if (error is not null)
                return new(null, error);
            verified[key] = (stamp, record!);
            return new(record, null);
        }
        catch (Exception error) when (error.GetBaseException() is UnauthorizedAccessException)
        {
            throw DiskError.Explain(error.GetBaseException(), layout.Root);
        }
        catch (Exception error) when (error.GetBaseException() is IOException inner)
        {
            // Another process may have removed it between two looks.
            return Directory.Exists(folder) ? new(null, inner.Message) : default;
        }
    }

    /// <summary>The files of an artifact, by relative path with <c>/</c>.</summary>
    public static SortedDictionary<string, FileInfo> FilesOf(string folder) => new(
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file.FullName).Replace('\\', '/')),
        StringComparer.Ordinal);

    private static string? Difference(RunRecord record, SortedDictionary<string, FileInfo> files)
    {
        var there = files.Where(file => file.Key != RunRecord.FileName).ToDictionary();
        if (record.Files.Keys.Except(there.Keys).Order(StringComparer.Ordinal).FirstOrDefault() is { } missing)
            return $"{missing} is missing";
        if (there.Keys.Except(record.Files.Keys).Order(StringComparer.Ordinal).FirstOrDefault() is { } extra)
            return $"{extra} does not belong to it";
        foreach (var (name, file) in there)
        {
            if (file.Length != record.Files[name].Size)
                return $"{name} has {file.Length} bytes instead of {record.Files[name].Size}";
        }
        return there.AsParallel()
            .Where(file => Digest.OfFile(file.Value.FullName).Hex != record.Files[file.Key].Sha256)
            .Select(file => file.Key)
            .Min(StringComparer.Ordinal) is { } changed ? $"{changed} has other bytes than were written" : null;
    }

    private static string Stamp(SortedDictionary<string, FileInfo> files) =>
        string.Concat(files.Select(file => $"{file.Key}:{file.Value.Length}:{file.Value.LastWriteTimeUtc.Ticks}\n"));
}
