using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Stages.Data;

namespace CompressionPipeline.Stages.Tests.Data;

public sealed class DataOptionsTests
{
    public static TheoryData<DataOptions, string> Unused => new()
    {
        { new() { Source = "dotnet-docs", Paths = ["texts.jsonl"] }, nameof(DataOptions.Paths) },
        { new() { Source = "dotnet-docs", OnEmpty = EmptyTexts.Skip }, nameof(DataOptions.OnEmpty) },
        { new() { Source = "jsonl", CsvDialect = CsvDialect.Tab }, nameof(DataOptions.CsvDialect) },
        { new() { Source = "parquet", DataSet = "owner/name" }, nameof(DataOptions.DataSet) },
        { new() { Source = "hub", Paths = ["texts.jsonl"] }, nameof(DataOptions.Paths) },
        { new() { Source = "csv", LabelKey = "topic" }, nameof(DataOptions.LabelKey) },
        { new() { Source = "csv", Task = ModelTask.Classification, MaxTargetLength = 64 }, nameof(DataOptions.MaxTargetLength) },
    };

    [Theory]
    [MemberData(nameof(Unused))]
    public void Should_Refuse_What_Neither_Source_Nor_Task_Looks_At(DataOptions options, string member)
    {
        // When
        var mistake = Assert.Single(options.Validate(new ValidationContext(options)));

        // Then
        Assert.Equal([member], mistake.MemberNames);
    }

    public static TheoryData<DataOptions> Used =>
    [
        new DataOptions { Source = "csv", Paths = ["texts.csv"], CsvDialect = CsvDialect.Tab, SummaryKey = "headline" },
        new DataOptions { Source = "hub", DataSet = "owner/name", SplitBy = SplitBy.File, CsvDialect = CsvDialect.Tab },
        new DataOptions { Source = "dotnet-docs", Task = ModelTask.Classification, Classes = 12 },
        new DataOptions { Source = "a host's own", Paths = ["anything"], DataSet = "anything" },
    ];

    [Theory]
    [MemberData(nameof(Used))]
    public void Should_Take_What_The_Source_Looks_At(DataOptions options) =>
        Assert.Empty(options.Validate(new ValidationContext(options)));
}
