using CompressionPipeline.Core;

namespace CompressionPipeline.Data.Tests;

public class SplitsTests
{
    [Theory]
    [InlineData("data/train-00000-of-00001.parquet", Split.Train)]
    [InlineData("default/train/0000.parquet", Split.Train)]
    [InlineData("default/validation/0000.parquet", Split.Validation)]
    [InlineData("my_dev.csv", Split.Validation)]
    [InlineData("val.jsonl.gz", Split.Validation)]
    [InlineData("TEST.csv", Split.Test)]
    [InlineData("train/test.csv", Split.Test)]
    [InlineData("xsum/eval/part 1.parquet", Split.Test)]
    public void Should_Read_The_Split_From_The_Name_Of_File_Or_Folder(string path, Split split) =>
        Assert.Equal(split, Splits.OfFile(path));

    [Theory]
    [InlineData("articles.csv")]
    [InlineData("trained.csv")]
    [InlineData("test/data/articles.csv")]
    public void Should_Not_Guess_A_Split(string path)
    {
        var error = Assert.Throws<PipelineException>(() => Splits.OfFile(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Let_A_Files_Split_Win_Over_The_Text()
    {
        var example = new Example("1", "A document.", "A summary.");

        foreach (var split in Enum.GetValues<Split>())
            Assert.Equal(split, Splits.Of(example with { Split = split }, ModelTask.Summarization));
        Assert.Equal(Splits.Of("A summary."), Splits.Of(example, ModelTask.Summarization));
    }
}
