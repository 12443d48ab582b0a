using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace CompressionPipeline.Verdicts.Tests.Judging;

public sealed class ReferencesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("one-decoder", "one-decoder")]
    [InlineData("baseline", "baseline")]
    public void Should_Take_The_Model_That_Is_Named(string variant, string expected)
    {
        // When
        var model = Read(Sample.Judged(Sample.Sweep), variant);

        // Then
        Assert.Equal((expected, new ModelSize(3_000_000, 20_000_000)), (model.Name, model.BaselineSize));
        Assert.NotNull(model.Benchmark);
    }

    [Fact]
    public void Should_Take_The_Picked_One_Where_None_Is_Named() =>
        Assert.Equal("smallest", Read(Sample.Judged(Sample.Sweep, new() { Pick = new("parameters") }), null).Name);

    [Fact]
    public void Should_Take_The_Only_One_Where_None_Is_Named() =>
        Assert.Equal("shallow-decoder", Read(Sample.Judged(), null).Name);

    [Theory]
    [InlineData(null, "does not say which of its models")]
    [InlineData("nobody", "has no variant 'nobody'")]
    public void Should_Name_The_Choices_Where_Nobody_Can_Tell(string? variant, string reason)
    {
        // When
        var error = Assert.Throws<PipelineException>(() => Read(Sample.Judged(Sample.Sweep), variant));

        // Then
        Assert.Contains(reason, error.Message);
        Assert.EndsWith(
            "Add variant: with one of baseline, shallow-decoder, shallow-encoder, four-four, one-decoder, smallest.",
            error.Message);
    }

    [Fact]
    public void Should_Refuse_A_File_That_Changed_Since_The_Plan()
    {
        // Given
        Sample.Judged().Write(folder.File("result.json"));

        // When
        var error = Assert.Throws<PipelineException>(
            () => References.Read([new("old", folder.File("result.json"), new string('0', 64))]));

        // Then
        Assert.Contains("has changed since reference 'old' was planned", error.Message);
    }

    [Fact]
    public void Should_Name_A_File_That_Is_Not_There() =>
        Assert.Contains(
            "nothing.json does not exist",
            Assert.Throws<PipelineException>(() => References.Read([new("old", folder.File("nothing.json"), "")])).Message);

    private ModelResult Read(GateResult result, string? variant)
    {
        var path = folder.File("result.json");
        result.Write(path);
        return References.Read([new("old", path, Digest.OfFile(path).Hex) { Variant = variant }])["old"];
    }
}
