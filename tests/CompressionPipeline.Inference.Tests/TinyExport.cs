using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Models.T5.Graph;
using TestKit;

namespace CompressionPipeline.Inference.Tests;

/// <summary>A tiny random T5 (2 and 2 layers, 4 heads of 4, vocabulary 40), exported into a folder of its own.</summary>
public sealed class TinyExport : IDisposable
{
    public static readonly SessionSettings Processor = new() { Device = Device.Cpu, Threads = 1 };

    private readonly TemporaryFolder folder = new();

    public TinyExport()
    {
        var checkpoint = RepositoryRoot.Combine("tests", "Fixtures", "t5", "t5-1.1");
        T5Graphs.Export(checkpoint, folder.Path);
        var golden = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(checkpoint, "golden.json")))!;
        Sources = [.. golden["cases"]!.AsArray().Select(c => c!["source"].Deserialize<int[]>()!)];
        Expected = [.. golden["cases"]!.AsArray().Select(
            c => c!["generated"].Deserialize<int[]>()!.TakeWhile(id => id != 1).ToArray())];
    }

    public string Folder => folder.Path;

    public int[][] Sources { get; }

    /// <summary>What an independent T5 generates for each source, 48 tokens at most.</summary>
    public int[][] Expected { get; }

    public string File(string name) => folder.File(name);

    public Seq2SeqSession Open() => Seq2SeqSession.Open(Folder, Processor);

    /// <summary>Takes another id for the end of sequence, one that comes up.</summary>
    public void EndWith(int id)
    {
        var config = JsonNode.Parse(System.IO.File.ReadAllText(File("config.json")))!;
        config["eos_token_id"] = id;
        System.IO.File.WriteAllText(File("config.json"), config.ToJsonString());
    }

    public void Dispose() => folder.Dispose();
}
