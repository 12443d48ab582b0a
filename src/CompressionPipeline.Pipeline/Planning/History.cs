using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Store;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>That a planned stage had a key at a time: a line of <c>history.jsonl</c>.</summary>
internal sealed record HistoryLine(
    string Id, DateTimeOffset Time, string Key, JsonObject Material, IReadOnlyDictionary<string, string> Inputs);

// Which key each planned stage had when: an append-only file of the store, so that a plan can say what changed.
internal sealed class History(StoreLayout layout)
{
    /// <summary>The newest line of each id. A line that a kill cut short, or that is damaged, is passed over.</summary>
    public IReadOnlyDictionary<string, HistoryLine> Newest()
    {
        var newest = new Dictionary<string, HistoryLine>();
        foreach (var line in File.Exists(layout.History) ? File.ReadLines(layout.History) : [])
        {
            if (Parse(line) is { } known)
                newest[known.Id] = known;
        }
        return newest;
    }

    /// <summary>Adds a line unless the newest one of the same id says the same.</summary>
    public void Note(PlannedStage stage, DateTimeOffset time)
    {
        using var mine = FileLock.Take(Path.Combine(layout.Locks, "history"), static () => { }, CancellationToken.None);
        if (Newest().TryGetValue(stage.Id, out var known) && known.Key == stage.Key.ToString())
            return;
        var line = new HistoryLine(stage.Id, time, stage.Key.ToString(), stage.KeyMaterial, stage.Inputs);
        using var stream = new FileStream(layout.History, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        stream.Seek(0, SeekOrigin.End);
        var text = JsonSerializer.Serialize(line, OptionsJson.Strict) + "\n";
        stream.Write(Encoding.UTF8.GetBytes(EndsInsideALine(stream) ? "\n" + text : text));
    }

    private static bool EndsInsideALine(FileStream stream)
    {
        if (stream.Length == 0)
            return false;
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() != '\n';
    }

    private HistoryLine? Parse(string line)
    {
        try
        {
            return StrictJson.Parse<HistoryLine>(Encoding.UTF8.GetBytes(line), layout.History, OptionsJson.Strict, "Delete it.");
        }
        catch (InvalidFileException)
        {
            return null;
        }
    }
}
