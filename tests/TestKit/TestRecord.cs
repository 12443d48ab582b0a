using CompressionPipeline.Core;

namespace TestKit;

/// <summary>Records of artifacts that no stage made; a test changes what it cares about by <c>with</c>.</summary>
public static class TestRecord
{
    /// <summary>The record of an artifact without files.</summary>
    /// <param name="stage">Name of the stage.</param>
    /// <param name="key">The key's 64 hexadecimal characters.</param>
    /// <param name="inputs">Keys of the input artifacts by role.</param>
    public static RunRecord Of(string stage, string key, IReadOnlyDictionary<string, string>? inputs = null) => new()
    {
        Stage = stage,
        Key = key,
        StageVersion = 1,
        Options = [],
        Seed = 42,
        Inputs = inputs ?? new Dictionary<string, string>(),
        Metrics = [],
        Started = DateTimeOffset.UnixEpoch,
        DurationSeconds = 1,
        Machine = new("system", "processor", 2, 1 << 30, ".NET 10.0.1"),
        ToolVersion = "0.1.0",
    };

    /// <summary>Writes a record over all other files of a folder into it.</summary>
    public static void Write(string folder, RunRecord record) => File.WriteAllText(
        Path.Combine(folder, RunRecord.FileName),
        (record with
        {
            Files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) != RunRecord.FileName)
                .ToDictionary(
                    file => Path.GetRelativePath(folder, file).Replace('\\', '/'),
                    file => new FileRecord(new FileInfo(file).Length, Digest.OfFile(file).Hex)),
        }).ToText());
}
