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

    public static void Write(string folder, RunSummary summary) => OutputFolder.Write(folder, () =>
    {
        Directory.CreateDirectory(folder);
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{summary.Started:yyyyMMdd'T'HHmmss'.'fff}-{Environment.ProcessId}.json");
        var path = Path.Combine(folder, name);
        AtomicFile.WriteText(path, JsonSerializer.Serialize(summary, Settings) + "\n");
        // Where the clock was set back, those of the time before seem to be newer than this one.
        var others = Directory.GetFiles(folder, "*.json").Where(file => file != path);
        foreach (var old in others.OrderDescending(StringComparer.Ordinal).Skip(Kept - 1))
            File.Delete(old);
    });
}
