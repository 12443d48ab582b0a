using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Verdicts.Metrics.Rouge;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tests.Evaluate;

public sealed class EvaluateStageTests : IDisposable
{
    private static readonly EvaluateOptions Options = new() { Device = DeviceChoice.Cpu, Threads = 1 };

    private readonly TinyRun run = new();

    [Fact]
    public void Should_Score_Every_Test_Example_In_Order_Of_Id()
    {
        // Given
        var examples = DataSetFolder.Open(run.Data.Folder).Test().ToList();

        // When
        var scores = Scored(Options);

        // Then
        Assert.Equal(examples.Select(example => example.Id).Order(StringComparer.Ordinal), scores.Ids);
        Assert.Equal(
            ["rouge1", "rouge2", "rouge3", "rougeL", "rougeLsum", "bleu", "generated-length"],
            scores.Metrics.Select(metric => metric.Name));
        // BLEU is of the corpus: no mean of examples.
        var means = scores.Metrics.Where(metric => metric.Name != "bleu").ToList();
        Assert.All(means, metric => Assert.Equal(examples.Count, metric.Samples.Count));
        Assert.All(means, metric => Assert.Equal(metric.Samples.Average(), metric.Value, 9));
    }

    [Fact]
    public void Should_Write_Predictions_From_Which_The_Scores_Can_Be_Made_Again()
    {
        // Given
        var evaluated = run.Run("evaluate", Options, ("model", run.Export()), ("data", run.Data));

        // When
        var predictions = File.ReadLines(evaluated.File("predictions.jsonl"))
            .Select(line => JsonSerializer.Deserialize<Prediction>(line, OptionsJson.Settings)!)
            .Select(prediction => (prediction.Reference, prediction.Text)).ToList();

        // Then
        var scores = StageFiles.Read<Scores>(evaluated.File("scores.json"));
        var again = new RougeScorer(breaks: SentenceBreaks.LinesOrRules).Score(predictions);
        Assert.All(again.Measures, measure => Assert.Equal(again.Points(measure), scores.Find(measure.Name)!.Samples));
        Assert.All(again.Measures, measure => Assert.Equal(again.MeanPrecision(measure), scores.Precision[measure.Name]));
        Assert.All(again.Measures, measure => Assert.Equal(again.MeanRecall(measure), scores.Recall[measure.Name]));
    }

    [Fact]
    public void Should_Give_The_Same_Texts_At_Every_Batch_Size()
    {
        // Given
        var export = run.Export();

        // When
        var one = run.Run("evaluate", Options with { BatchSize = 1 }, ("model", export), ("data", run.Data));
        var many = run.Run("evaluate", Options with { BatchSize = 64 }, ("model", export), ("data", run.Data));

        // Then
        Assert.Equal(File.ReadAllText(one.File("predictions.jsonl")), File.ReadAllText(many.File("predictions.jsonl")));
    }

    [Fact]
    public void Should_Score_No_More_Than_It_Is_Told_And_Call_That_Another_Split()
    {
        // When
        var all = Scored(Options);
        var two = Scored(Options with { Limit = 2 });

        // Then
        Assert.Equal(all.Ids.Take(2), two.Ids);
        Assert.NotEqual(all.Split, two.Split);
    }

    [Fact]
    public void Should_Have_The_Way_Of_Decoding_In_The_Signature()
    {
        // When
        var greedy = Scored(Options with { Limit = 1 });
        var beams = Scored(Options with { Limit = 1, Beams = 2, MaxNewTokens = 5 });

        // Then
        Assert.EndsWith("; greedy, at most 12 tokens", greedy.Signature);
        Assert.EndsWith("; beams 2, length penalty 1, at most 5 tokens", beams.Signature);
    }

    [Fact]
    public void Should_Have_In_The_Signature_All_That_Makes_Scores_Comparable()
    {
        // When
        var usual = Scored(Options with { Limit = 3 });
        var other = Scored(Options with { Limit = 3, Stemmer = false, Sentences = SentenceBreaks.Lines });

        // Then
        Assert.StartsWith(
            "rouge|compression-pipeline-1|tokens:ascii-alphanumeric|stemmer:porter-nltk|sentences:lines-or-rules-1|bleu|",
            usual.Signature);
        Assert.EndsWith($"|split:{usual.Split[..12]}|examples:3; greedy, at most 12 tokens", usual.Signature);
        Assert.Contains("|stemmer:none|sentences:lines|", other.Signature);
        Assert.Equal(usual.Split, other.Split);
    }

    [Fact]
    public void Should_Score_The_Validation_Split_And_Say_So()
    {
        // When
        var (test, validation) = (Scored(Options), Scored(Options with { Split = ScoredSplit.Validation }));

        // Then
        var ids = DataSetFolder.Open(run.Data.Folder).Validation().Select(example => example.Id);
        Assert.Equal(ids.Order(StringComparer.Ordinal), validation.Ids);
        Assert.Equal((null, "validation"), (test.SplitName, validation.SplitName));
        Assert.NotEqual(test.Split, validation.Split);
    }

    [Fact]
    public void Should_Refuse_A_Data_Set_Without_Test_Examples()
    {
        // Given
        using var empty = new TinyRun(examples: 1);

        // When
        var error = Assert.Throws<PipelineException>(
            () => empty.Run("evaluate", Options, ("model", empty.Export()), ("data", empty.Data)));

        // Then
        Assert.Contains("has no example", error.Message);
    }

    public void Dispose() => run.Dispose();

    private Scores Scored(EvaluateOptions options) =>
        StageFiles.Read<Scores>(run.Run("evaluate", options, ("model", run.Export()), ("data", run.Data)).File("scores.json"));
}
