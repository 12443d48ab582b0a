using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Tests.Tasks;

public sealed class TokenCacheTests : IDisposable
{
    private readonly TinyRun run = new();

    private string Cache => run.Folder("cache");

    public void Dispose() => run.Dispose();

    [Fact]
    public void Should_Tokenize_A_Split_Once()
    {
        // Given
        var first = Train(limit: 0);

        // When
        var again = Train(limit: 0);

        // Then
        Assert.Equal(first.Pairs.Count, first.Tokenized);
        Assert.Equal(0, again.Tokenized);
        Assert.Equal(first.Pairs.Select(pair => pair.Source), again.Pairs.Select(pair => pair.Source));
        Assert.Equal(first.Pairs.Select(pair => pair.Target), again.Pairs.Select(pair => pair.Target));
    }

    [Fact]
    public void Should_Tokenize_Again_Where_A_File_Is_Damaged()
    {
        // Given
        var first = Train(limit: 8);
        TinyRun.ChangeLastDigit(Assert.Single(Directory.GetFiles(Cache)));

        // When
        var again = Train(limit: 8);

        // Then
        Assert.Equal(8, again.Tokenized);
        Assert.Equal(first.Pairs.Select(pair => pair.Source), again.Pairs.Select(pair => pair.Source));
        Assert.Equal(0, Train(limit: 8).Tokenized);
    }

    [Fact]
    public void Should_Tell_Apart_Limits_And_Tokenizers()
    {
        // Given
        Train(limit: 8);

        // Then
        Assert.Equal(9, Train(limit: 9).Tokenized);
        File.WriteAllText(run.Data.File("tokenizer_config.json"), "{}");
        Assert.Equal(8, Train(limit: 8).Tokenized);
    }

    private (IReadOnlyList<TokenizedPair> Pairs, double Tokenized) Train(int limit)
    {
        var tokenized = 0.0;
        run.Progress.OnStep = step => tokenized = step.Activity == "tokenizing" ? step.Done : tokenized;
        var context = run.Context(new { }, run.Artifact("train"), (Roles.Data, run.Data)) with { CacheFolder = Cache };
        using var inputs = TrainingInputs.Open(context, T5Config.Shape("docs-mini"));
        return ([.. inputs.Train(limit)], tokenized);
    }
}
