using CompressionPipeline.Core;
using CompressionPipeline.Models.Tests.Bert;
using CompressionPipeline.Models.Training;
using TestKit;

namespace CompressionPipeline.Models.Tests;

/// <summary>A checkpoint goes on with the data that it was made from, and with no others.</summary>
public sealed class TrainerDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("value")]
    [InlineData("types")]
    [InlineData("split")]
    public void Should_Begin_Anew_Where_The_Data_Differ(string what)
    {
        // Given
        var config = TinyBert.Bert with { Labels = ["score"] };
        TokenizedPair[] pairs = [new([2, 5, 3], [0]) { Value = 1 }, new([2, 6, 3], [0]), new([2, 7, 3], [0])];
        var first = what switch
        {
            "value" => pairs[0] with { Value = 2 },
            "types" => pairs[0] with { TokenTypes = [0, 1, 1] },
            _ => pairs[0],
        };
        Run(pairs, validation: 1);

        // When: of the same pairs, one more is trained on
        var summary = Run([first, .. pairs[1..]], validation: what == "split" ? 0 : 1);

        // Then
        Assert.Equal(0, summary.ResumedFrom);

        TrainingSummary Run(TokenizedPair[] all, int validation)
        {
            using var model = TinyBert.Model(config);
            return new Trainer(new CrossEntropy()).Run(
                model, all[..^validation], all[^validation..], new() { BatchSize = 1, StopAfter = 2, Threads = 1 }, seed: 7,
                folder.Path, SilentProgress.Instance, new FixedTimeProvider(), CancellationToken.None);
        }
    }
}
