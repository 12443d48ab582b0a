using CompressionPipeline.Core;
using CompressionPipeline.Stages.Data;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Data;

/// <summary>The option <c>id-key</c>, over files that each count from 1, as many of the hub's do.</summary>
public sealed class RecordNamesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string, string> Files => new()
    {
        { "csv", ",id,uid,document,summary\n0,1,a,One.,1\n", ",id,uid,document,summary\n0,1,b,Two.,2\n" },
        {
            "jsonl", """{"document":"One.","summary":"1","id":1,"uid":"a"}""",
            """{"document":"Two.","summary":"2","id":{"is":"a record"},"uid":"b"}"""
        },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void Should_Name_Records_By_The_Key_That_Is_Named(string source, string first, string second)
    {
        Assert.Equal(["a", "b"], Names(source, first, second, "uid"));
        string[] texts = ["One.\n1", "Two.\n2"];
        Assert.Equal(
            texts.Select(text => Digest.OfText(text).Hex[..16]).Order(StringComparer.Ordinal), Names(source, first, second, ""));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Should_Say_What_To_Do_About_Names_That_Are_None(string source, string first, string second)
    {
        Assert.Contains("id-key", Assert.Throws<PipelineException>(() => Names(source, first, second, null)).Message,
            StringComparison.Ordinal);
        Assert.Contains("no column 'uidd'; the nearest is 'uid'",
            Assert.Throws<PipelineException>(() => Names(source, first, second, "uidd")).Message, StringComparison.Ordinal);
    }

    private List<string> Names(string source, string first, string second, string? key)
    {
        var options = new DataOptions
        {
            Source = source, IdKey = key,
            Paths = [folder.Write($"a.{source}", first), folder.Write($"b.{source}", second)],
        };
        return [.. DataSources.Read(options, new RecordingProgress(), default).Select(example => example.Id)];
    }
}
