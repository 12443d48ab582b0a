using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Running;

/// <summary>Keeps the summaries of the newest runs in the store's <c>.runs</c>.</summary>
internal static class RunJournal
{
    private const int Kept = 50;

    private static readonly JsonSerializerOptions Settings = new(OptionsJson.Settings)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static void Write(string folder, RunSummary summary)
    {
        Directory.CreateDirectory(folder);
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{summary.Started:yyyyMMdd'T'HHmmss'.'fff}-{Environment.ProcessId}.json");
        AtomicFile.WriteText(Path.Combine(folder, name), JsonSerializer.Serialize(summary, Settings) + "\n");
        foreach (var old in Directory.GetFiles(folder, "*.json").OrderDescending(StringComparer.Ordinal).Skip(Kept))
            File.Delete(old);
    }
}
