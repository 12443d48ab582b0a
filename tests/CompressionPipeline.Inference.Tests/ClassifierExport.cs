using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Models;
using TestKit;

namespace CompressionPipeline.Inference.Tests;

/// <summary>A small random classifier, exported with a vocabulary of 30 pieces into a folder of its own.</summary>
public sealed class ClassifierExport : IDisposable
{
    public static readonly string[] Texts = ["Red.", "a green car and a blue one", "", "the car is not red !", "blue blue blue"];

    private const string Pieces = """
        [PAD] [UNK] [CLS] [SEP] a the red green blue car one and is not . , ! ? it was b c d e f ##s ##ed ##er ##ing ##ly
        """;

    private readonly TemporaryFolder folder = new();
    private readonly string checkpoint;

    public ClassifierExport()
        : this("bert")
    {
    }

    internal ClassifierExport(string variant)
    {
        checkpoint = RepositoryRoot.Combine("tests", "Fixtures", "bert", variant);
        ModelFamilies.Of(checkpoint).Export(checkpoint, folder.Path);
        folder.Write("vocab.txt", Pieces.Trim().Replace(' ', '\n') + "\n");
        folder.Write("tokenizer_config.json",
            """{"tokenizer_class": "BertTokenizer", "do_lower_case": true, "model_max_length": 14}""");
    }

    public string Folder => folder.Path;

    /// <summary>Ids, token types and the logits that an independent forward pass gives for them.</summary>
    public IReadOnlyList<(int[] Ids, int[] Types, double[] Logits)> Golden =>
    [
        .. JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(checkpoint, "golden.json")))!["cases"]!.AsArray().Select(one =>
            (one!["ids"].Deserialize<int[]>()!, one["types"].Deserialize<int[]>()!, one["logits"].Deserialize<double[]>()!)),
    ];

    public string File(string name) => folder.File(name);

    public void Change(string name, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(System.IO.File.ReadAllText(File(name)))!.AsObject();
        change(json);
        folder.Write(name, json.ToJsonString());
    }

    public Classifier Load(ClassifierOptions? options = null) =>
        Classifier.Load(Folder, (options ?? new()) with { Device = Device.Cpu, Threads = 1 });

    public void Dispose() => folder.Dispose();
}
