using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Stages.Gate;
using CompressionPipeline.Verdicts.Metrics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tests.Gate;

public sealed class LargestDifferencesTests : IDisposable
{
    private readonly TinyRun run = new();
    private IReadOnlyList<Example> examples;

    public LargestDifferencesTests() =>
        examples = [.. DataSetFolder.Open(run.Data.Folder).Test().OrderBy(example => example.Id, StringComparer.Ordinal)];

    public void Dispose() => run.Dispose();

    [Fact]
    public void Should_Show_The_Texts_Of_The_Validation_Split_Where_That_Was_Scored()
    {
        // Given
        examples = [.. DataSetFolder.Open(run.Data.Folder).Validation().OrderBy(example => example.Id, StringComparer.Ordinal)];

        // When
        var pairs = Differences(Values(index => index), Values(index => index + (index == 1 ? 3 : 0)), most: 1);

        // Then
        Assert.Equal((examples[1].Id, examples[1].Document), (pairs.Single().Id, pairs.Single().Document));
    }

    [Fact]
    public void Should_Be_The_Examples_Whose_Label_Changed_And_Of_These_First_What_Became_Right_Or_Wrong()
    {
        // Given: the first example keeps its wrong label, the second gets another wrong one, the third becomes wrong
        var before = Labels(index => index switch { 0 or 1 => 1, _ => 0 });
        var after = Labels(index => index switch { 0 => 1, 1 => 2, 2 => 1, _ => 0 });

        // When
        var pairs = Differences(before, after, most: 10);

        // Then
        Assert.Equal(
            [(examples[2].Id, "label", "0", "1", 100, 0), (examples[1].Id, "label", "1", "2", 0, 0)],
            pairs.Select(pair => (pair.Id, pair.Reference, pair.Baseline, pair.Variant, pair.BaselineScore, pair.VariantScore)));
    }

    [Fact]
    public void Should_Be_The_Examples_Whose_Predicted_Values_Moved_Most()
    {
        // Given
        var before = Values(index => index);
        var after = Values(index => index + (index == 2 ? 3 : index == 1 ? -1 : 0));

        // When
        var pairs = Differences(before, after, most: 2);

        // Then
        Assert.Equal(
            [(examples[2].Id, 2.0, 5.0), (examples[1].Id, 1, 0)],
            pairs.Select(pair => (pair.Id, pair.BaselineScore, pair.VariantScore)));
    }

    private IReadOnlyList<ExamplePair> Differences(
        (Artifact Artifact, Scores Scores) before, (Artifact Artifact, Scores Scores) after, int most) =>
        new LargestDifferences(run.Data, before.Artifact, most).Of(before.Scores, after.Scores, after.Artifact);

    // The label is 0, of three.
    private (Artifact, Scores) Labels(Func<int, int> predict) => Evaluated(
        PredictionMetrics.OfLabels([.. examples.Select((_, index) => (0, predict(index)))], 3), index => $"{predict(index)}");

    private (Artifact, Scores) Values(Func<int, double> predict) => Evaluated(
        PredictionMetrics.OfValues([.. examples.Select((_, index) => ((double)index, predict(index)))]),
        index => $"{predict(index)}");

    private (Artifact, Scores) Evaluated(IReadOnlyList<Metric> metrics, Func<int, string> text)
    {
        var evaluate = run.Artifact("evaluate");
        File.WriteAllLines(evaluate.File("predictions.jsonl"), examples.Select((example, index) =>
            JsonSerializer.Serialize(new { id = example.Id, text = text(index), reference = "label", tokens = 0 })));
        return (evaluate, new("data", "split", "labels", [.. examples.Select(example => example.Id)], metrics));
    }
}
