using System.Text.Json.Nodes;
using CompressionPipeline.Inference.Tests.Tokenization;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using TestKit;

namespace CompressionPipeline.Inference.Tests;

/// <summary>A tiny random T5 with a real tokenizer, exported as the pipeline exports: it writes nonsense, always the
/// same.</summary>
public sealed class TextExport : IDisposable
{
    public const string Prefix = "summarize: ";
    public const int MaxNewTokens = 12;
    public const int MaxSourceTokens = 24;

    private readonly TemporaryFolder folder = new();

    public TextExport() : this(merged: false)
    {
    }

    /// <param name="merged">Whether the decoder is written once more as one graph.</param>
    /// <param name="spiece">The tokenizer; null takes the default one.</param>
    internal TextExport(bool merged, string? spiece = null)
    {
        spiece ??= Asset.Path;
        var checkpoint = folder.Folder("checkpoint");
        // Untied, or a random model repeats what it reads: its start token, which nobody sees.
        var config = T5Config.Shape("tiny") with
        {
            TieWordEmbeddings = false, VocabSize = T5Tokenizer.Open(spiece).PieceCount,
        };
        using (var model = T5Model.Initialize(config, seed: 5))
            T5Checkpoint.Save(model, checkpoint);
        T5Graphs.Export(checkpoint, folder.Folder("export"), merged);
        HuggingFaceFiles.Write(Folder, spiece, MaxSourceTokens, config.VocabSize);
        Change("config.json",
            json => json["task_specific_params"] = new JsonObject { ["summarization"] = new JsonObject { ["prefix"] = Prefix } });
        Change("generation_config.json", json => json["max_new_tokens"] = MaxNewTokens);
    }

    public static IReadOnlyList<string> Texts { get; } =
    [
        "Gets the item at a place of the list.", "Writes.", "",
        "Method Parse. Parameters: text, the text to convert to a number. Returns: the number.",
        "Reads a line of characters from the stream and returns the data as a string.", " \n\t",
    ];

    public string Folder => folder.File("export");

    public string File(string name) => folder.File("export", name);

    public void Change(string name, Action<JsonObject> change)
    {
        var json = (JsonObject)JsonNode.Parse(System.IO.File.ReadAllText(File(name)))!;
        change(json);
        System.IO.File.WriteAllText(File(name), json.ToJsonString());
    }

    public Summarizer Load(SummarizerOptions? options = null) =>
        Summarizer.Load(Folder, (options ?? new()) with { Device = Device.Cpu, Threads = 1 });

    public void Dispose() => folder.Dispose();
}
