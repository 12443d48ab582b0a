using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Stages.FineTune;
using CompressionPipeline.Verdicts.Metrics;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Gate;

/// <summary>
/// What other stages leave for the gate: an unpruned model and a variant <c>small</c> that loses 10 points and takes half the
/// time.
/// </summary>
internal sealed class GateRun : IDisposable
{
    private const int Rounds = 10;
    private readonly TinyRun run = new();

    public GateRun() =>
        Examples = [.. DataSetFolder.Open(run.Data.Folder).Test().OrderBy(example => example.Id, StringComparer.Ordinal)];

    public IReadOnlyList<Example> Examples { get; }

    public string Path(string name) => run.Path(name);

    /// <summary>The split that the variant was scored on; the unpruned model was scored on <c>a</c>.</summary>
    public string Split { get; set; } = "a";

    /// <summary>What a search before the variant found; the variant's mask is that of a decoder with one layer.</summary>
    public SearchResult? Search { get; set; }

    /// <summary>The mask of the variant.</summary>
    public static ModelMask Mask { get; } = Shortened(T5Config.Shape("tiny").KeepAll());

    /// <summary>The package that the weights are from.</summary>
    public WeightsOrigin? Origin { get; set; }

    /// <summary>What the file of the variant's times holds, where it is not to be the real one.</summary>
    public string? LatencyText { get; set; }

    /// <summary>What the file of the variant's texts holds, where it is not to be the real one.</summary>
    public byte[]? Predictions { get; set; }

    /// <summary>Changes files of the variant before the gate reads them: what stage wrote it, its name, and its text.</summary>
    public Func<string, string, string, string> Edit { get; set; } = (_, _, text) => text;

    public Artifact Run(params Budget[] budgets) => Run(new GateOptions { Model = "tiny", Budgets = budgets });

    public Artifact Run(GateOptions options)
    {
        Record(run.Data, 1.5);
        var (baseExport, smallExport) = (
            Export(T5Config.Shape("tiny"), 300), Export(T5Config.Shape("tiny") with { NumDecoderLayers = 1 }, 200));
        StageFiles.Write(
            smallExport.File("pruning.json"),
            new Pruning(new(2, [0, 1]), new(2, [0]), new SizeChange(2, 1), new SizeChange(2, 1)));
        File.WriteAllText(smallExport.File("mask.json"), Mask.ToJson());
        StageFiles.Write(baseExport.File("training.json"), new Training("random weights", 90, 30, 2, [], []) { Seconds = 30 });
        if (Origin is not null)
            StageFiles.Write(baseExport.File("origin.json"), Origin);
        var benchmark = Record(Benchmark(), 2, baseExport, smallExport);
        var (first, second) = (Evaluate(lost: 0, "a", baseExport), Evaluate(lost: 10, Split, smallExport));
        foreach (var artifact in new[] { smallExport, second, benchmark })
        {
            foreach (var file in Directory.GetFiles(artifact.Folder, "*.json*"))
                File.WriteAllText(file, Edit(artifact.Key.Stage, System.IO.Path.GetFileName(file), File.ReadAllText(file)));
        }
        return run.Run(
            "gate",
            options,
            [
                ("data", run.Data),
                ("baseline.export", baseExport),
                ("baseline.evaluate", first),
                .. Search is null ? Array.Empty<(string, Artifact)>() : [("baseline.search", Searched(Search))],
                ("small.export", smallExport),
                ("small.evaluate", second),
                ("small.benchmark", benchmark),
            ]);
    }

    public void Dispose() => run.Dispose();

    private Artifact Export(T5Config shape, int bytes)
    {
        var export = run.Artifact("export");
        shape.Write(export.Folder);
        File.WriteAllBytes(export.File("decoder_model.onnx"), new byte[bytes]);
        StageFiles.Write(
            export.File("parity.json"),
            new ParityResult
            {
                Documents = 2, Logits = 9, MaxDifference = 0, MeanDifference = 0, Agreement = 1, Divergences = [],
            });
        return Record(export, 3, run.Data);
    }

    // The example in the middle loses most, and the others the same less, so that the mean is what was lost.
    private Artifact Evaluate(double lost, string split, Artifact export)
    {
        var evaluate = run.Artifact("evaluate");
        double[] samples = [.. Examples.Select((_, index) => 40 + (index % 3) - (lost * (index == Examples.Count / 2 ? 2 : 1)))];
        StageFiles.Write(evaluate.File("scores.json"), new Scores(
            DataSetFolder.Open(run.Data.Folder).Info.Digest, split, "rouge; greedy", [.. Examples.Select(example => example.Id)],
            [new("rouge2", "points", Direction.HigherIsBetter, samples.Average()) { Samples = samples }]) { EmptyTexts = 0 });
        File.WriteAllLines(evaluate.File("predictions.jsonl"), Examples.Select(example =>
            JsonSerializer.Serialize(new
            {
                id = example.Id, text = lost == 0 ? "Long text." : "Short text.", reference = example.Target, tokens = 3,
            })));
        if (lost > 0 && Predictions is not null)
            File.WriteAllBytes(evaluate.File("predictions.jsonl"), Predictions);
        return Record(evaluate, 7, run.Data, export);
    }

    private Artifact Searched(SearchResult found)
    {
        var search = run.Artifact("search");
        StageFiles.Write(search.File("search.json"), found);
        return search;
    }

    private static ModelMask Shortened(ModelMask whole) => whole with { Decoder = whole.Decoder!.WithLayers([0]) };

    private Artifact Benchmark()
    {
        var benchmark = run.Artifact("benchmark");
        StageFiles.Write(benchmark.File("latency.json"), new Latencies(
            [new("baseline", "onnxruntime", 300, null), new("variant", "onnxruntime", 200, null)],
            [.. Enum.GetValues<Phase>().SelectMany(phase => new[] { Cell("baseline", phase, 10), Cell("variant", phase, 5) })])
        {
            Data = DataSetFolder.Open(run.Data.Folder).Info.Digest,
            Environment = new("processor", 2, 2, "cpu", "os", new Dictionary<string, string>()),
        });
        if (LatencyText is not null)
            File.WriteAllText(benchmark.File("latency.json"), LatencyText);
        return benchmark;
    }

    private static LatencyCell Cell(string model, Phase phase, double milliseconds) =>
        new(model, "onnxruntime", 1, phase, [.. Enumerable.Repeat(milliseconds, Rounds)]);

    private Artifact Record(Artifact artifact, double seconds, params Artifact[] inputs)
    {
        var roles = inputs.Index().ToDictionary(input => $"role{input.Index}", input => input.Item.Key.ToString());
        run.Records[artifact.Key] = TestRecord.Of(artifact.Key.Stage, artifact.Key.Digest.Hex, roles) with
        {
            DurationSeconds = seconds,
        };
        return artifact;
    }
}
