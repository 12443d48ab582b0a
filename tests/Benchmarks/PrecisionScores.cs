using System.Diagnostics;
using Benchmarks.Searching;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Stages;
using CompressionPipeline.Stages.Evaluate;
using CompressionPipeline.Stages.Export;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace Benchmarks;

/// <summary>
/// What 8 or 16 bits cost a fine-tuned model of a store in quality, by the pipeline's own stages: exported and scored in 32 bits,
/// and in fewer through both decoders.
/// </summary>
internal static class PrecisionScores
{
    public static object Measure(Arguments arguments)
    {
        using var folder = new TemporaryFolder();
        var inputs = new Dictionary<string, Artifact>
        {
            [Roles.Model] = SearchStudy.Artifact("fine-tune", arguments.Text("model", "")),
            [Roles.Data] = SearchStudy.Artifact("data", arguments.Text("data", "")),
        };
        var limit = arguments.Number("limit", 0);
        var precision = Enum.Parse<Precision>(arguments.Text("precision", "int8"), ignoreCase: true);
        var fp32 = Run(Precision.Fp32, isFused: true);
        var fused = Run(precision, isFused: true);
        var plain = Run(precision, isFused: false);
        return new
        {
            documents = fp32.Texts.Length,
            fp32 = fp32.About,
            rounded = fused.About,
            rounded_plain = plain.About,
            equal_texts_of_rounded_and_fp32 = Equal(fp32.Texts, fused.Texts),
            equal_texts_of_both_decoders = Equal(fused.Texts, plain.Texts),
            change = fp32.Scores.Metrics.Where(
                metric => metric.Samples is { Count: > 0 } && metric.Name.StartsWith("rouge", StringComparison.Ordinal))
                .ToDictionary(metric => metric.Name, metric => Change(metric, fused.Scores.Find(metric.Name)!)),
        };

        (object About, Scores Scores, string[] Texts) Run(Precision precision, bool isFused)
        {
            var (name, clock) = ($"{precision}-{isFused}", Stopwatch.StartNew());
            new ExportStage().Run(Context(
                new ExportOptions { Precision = precision, Merged = false, ParityDocuments = 100 }, inputs, $"export-{name}"));
            var export = new Artifact(new("export", Digest.OfText(name)), folder.File($"export-{name}"));
            if (!isFused)
                File.Delete(export.File(ExportFiles.FusedDescription));
            var scored = new Dictionary<string, Artifact>(inputs) { [Roles.Model] = export };
            clock.Restart();
            new EvaluateStage().Run(Context(
                new EvaluateOptions { BatchSize = 8, Limit = limit, Device = DeviceChoice.Cpu }, scored, $"evaluate-{name}"));
            var seconds = clock.Elapsed.TotalSeconds;
            var scores = StageFiles.Read<Scores>(folder.File($"evaluate-{name}", Scores.FileName));
            var parity = StageFiles.Read<ParityResult>(export.File(ExportStage.ParityFile));
            var about = new
            {
                rouge2 = scores.Find("rouge2")?.Value,
                bytes = ModelFiles.GraphBytes(export.Folder),
                parity.MaxDifference,
                parity.MeanDifference,
                parity.Agreement,
                seconds,
            };
            var texts = File.ReadLines(folder.File($"evaluate-{name}", "predictions.jsonl")).ToArray();
            return (about, scores, texts);
        }

        StageContext Context(object options, IReadOnlyDictionary<string, Artifact> read, string name) => new()
        {
            Options = OptionsJson.Write(options),
            Inputs = read,
            Seed = 42,
            OutputFolder = folder.Folder(name),
            ScratchFolder = folder.Folder(name + ".scratch"),
            Progress = SilentProgress.Instance,
        };
    }

    private static double Equal(string[] one, string[] other) =>
        one.Zip(other).Average(pair => pair.First == pair.Second ? 1.0 : 0);

    private static double[] Change(Metric before, Metric after)
    {
        var means = new Resampling(before.Samples!.Count).Means([before.Samples!, after.Samples!]);
        var change = means[1].Less(means[0], 0.95);
        return [.. new[] { change.Low, change.Value, change.High }.Select(value => Math.Round(value, 3))];
    }
}
