using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Tests.Tasks;

public sealed class PredictorTests : IDisposable
{
    private readonly TinyRun run = new();
    private readonly List<int[][]> batches = [];
    private readonly SummaryTokens tokens;

    public PredictorTests() =>
        tokens = SummaryTokens.Of(run.Data, DataSetFolder.Open(run.Data.Folder).Info, T5Config.Shape("tiny"));

    private static IReadOnlyList<Example> Examples { get; } =
    [
        new("a", "one two three four five six", "A."), new("b", "one", "B."), new("c", "one two three", "C."),
    ];

    private StageContext Context => new()
    {
        Options = [],
        Inputs = new Dictionary<string, Artifact>(),
        Seed = 1,
        OutputFolder = run.Path("out"),
        ScratchFolder = run.Path("scratch"),
        Progress = run.Progress,
    };

    [Fact]
    public void Should_Generate_In_Batches_Of_Like_Length_And_Answer_In_Order()
    {
        // Given
        var predictor = new Predictor(tokens, Echo, batchSize: 2, maxNewTokens: 100);

        // When
        var predictions = predictor.Predict(Examples, Context);

        // Then
        Assert.Equal(["a", "b", "c"], predictions.Select(prediction => prediction.Id));
        Assert.Equal(
            ["summarize: one two three four five six", "summarize: one", "summarize: one two three"],
            predictions.Select(prediction => prediction.Text));
        Assert.Equal([2, 1], batches.Select(batch => batch.Length));
        Assert.True(batches[0][1].Length > batches[1][0].Length);
    }

    [Theory]
    [InlineData(0, 5, 1)]
    [InlineData(4, 5, 5)]
    [InlineData(5, 5, 5)]
    public void Should_Count_The_End_Of_Sequence_Where_There_Is_One(int generated, int maxNewTokens, int tokensCounted)
    {
        // Given
        var predictor = new Predictor(
            tokens, sources => [.. sources.Select(_ => Enumerable.Repeat(7, generated).ToArray())], 8, maxNewTokens);

        // When
        var predictions = predictor.Predict(Examples, Context);

        // Then
        Assert.All(predictions, prediction => Assert.Equal(tokensCounted, prediction.Tokens));
    }

    public void Dispose() => run.Dispose();

    private int[][] Echo(IReadOnlyList<int[]> sources)
    {
        batches.Add([.. sources]);
        return [.. sources.Select(ids => ids[..^1])];
    }
}
