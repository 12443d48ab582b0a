using CompressionPipeline.Stages.Data;

namespace CompressionPipeline.Stages.Tests.Data;

public sealed class FileSourceTests
{
    [Theory]
    [InlineData("data/train-00000-of-00002.parquet", "parquet")]
    [InlineData("train.json", "jsonl")]
    [InlineData("en/Train.JSONL.gz", "jsonl")]
    [InlineData("test.csv.zst", "csv")]
    [InlineData("data.parquet.gz", null)]
    [InlineData("README.md", null)]
    [InlineData("dataset_infos.json", null)]
    [InlineData("default/dataset_info.json", null)]
    public void Should_Tell_The_Files_That_Hold_Data_By_Their_Names(string path, string? source) =>
        Assert.Equal(source, FileSource.For(path)?.Name);
}
