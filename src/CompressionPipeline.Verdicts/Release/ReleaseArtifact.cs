using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;

namespace CompressionPipeline.Verdicts.Release;

/// <summary>An artifact whose files are what its record says.</summary>
internal sealed class ReleaseArtifact(string folder, RunRecord record)
{
    /// <summary>Relative paths of its files, the record apart.</summary>
    public IReadOnlyList<string> Files => [.. record.Files.Keys];

    public RunRecord Record => record;

    public static ReleaseArtifact Open(string folder)
    {
        var artifact = new ReleaseArtifact(folder, RunRecord.Open(folder));
        foreach (var (name, file) in artifact.Record.Files)
        {
            if (!PlainPath.Is(name))
                throw new PipelineException(
                    $"{folder}: the name '{PlainPath.Printable(name)}' is not a plain relative path. Run the pipeline again.");
            var path = artifact.File(name);
            if (!System.IO.File.Exists(path) || Digest.OfFile(path).Hex != file.Sha256)
                throw new PipelineException(
                    $"{path} is not what {RunRecord.FileName} beside it says. Run the pipeline again: it makes damaged artifacts "
                        + "anew.");
        }
        return artifact;
    }

    /// <summary>The key of the artifact in a role, as <c>stage/hex</c>; null where it had none.</summary>
    public string? Input(string role) => record.Inputs.GetValueOrDefault(role);

    public string File(string name) => Path.Combine(folder, name);

    public string? DigestOf(string name) => record.Files.GetValueOrDefault(name)?.Sha256;
}
