using CompressionPipeline.Core;
using CompressionPipeline.Models.T5.Graph;
using TestKit;

namespace CompressionPipeline.Inference.Tests;

public sealed class FusedDecoderTests : IDisposable
{
    private const string Description = "decoder_fused.json";

    private readonly TinyExport export = new();

    public void Dispose() => export.Dispose();

    [Fact]
    public void Should_Write_What_Another_T5_Writes()
    {
        // When
        using var session = export.Open();
        var made = session.Generate(export.Sources, new() { MaxNewTokens = 48 });

        // Then
        Assert.NotNull(session.RescoredRows);
        Assert.Equal(export.Expected, made.Ids);
    }

    [Fact]
    public void Should_Leave_Beams_To_The_Other_Graphs()
    {
        // Given
        using var session = export.Open();
        using var plain = Seq2SeqSession.Open(export.Folder, TinyExport.Processor with { Path = DecoderPath.Plain });
        var settings = new DecodeSettings { MaxNewTokens = 20, Beams = 3 };

        // Then
        Assert.Equal(plain.Generate(export.Sources, settings).Ids, session.Generate(export.Sources, settings).Ids);
    }

    [Fact]
    public void Should_Not_Use_A_Graph_Without_Its_Description()
    {
        // Given
        File.Delete(export.File(Description));

        // When
        using var session = export.Open();

        // Then
        Assert.Null(session.RescoredRows);
        Assert.Equal(export.Expected[0], session.Generate([export.Sources[0]], new() { MaxNewTokens = 48 }).Ids[0]);
    }

    [Fact]
    public void Should_Not_Use_A_Graph_With_An_Operator_That_Is_Not_Known_Here()
    {
        // Given
        var model = Models.Onnx.OnnxModelFile.Read(export.File("decoder_fused.onnx"));
        model.Graph.Node.First(node => node.OpType == "GroupQueryAttention").OpType = "AttentionOfTomorrow";
        Models.Onnx.OnnxModelFile.Write(export.File("decoder_fused.onnx"), model);

        // When
        using var session = export.Open();

        // Then
        Assert.Null(session.RescoredRows);
    }

    [Theory]
    [InlineData("decoder_fused.onnx"), InlineData("decoder_fused_memory.onnx"), InlineData("decoder_fused.bin")]
    public void Should_Name_A_File_That_Is_Described_And_Missing(string name)
    {
        // Given
        File.Delete(export.File(name));

        // Then
        Assert.Contains(name, Assert.ThrowsAny<PipelineException>(export.Open).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decoder_fused.onnx"), InlineData("decoder_fused_memory.onnx"), InlineData("decoder_fused.bin")]
    public void Should_Name_A_File_Of_Another_Model(string name)
    {
        // Given
        using var other = new TemporaryFolder();
        T5Graphs.Export(RepositoryRoot.Combine("tests", "Fixtures", "t5", "t5-1.0"), other.Path);
        File.Copy(other.File(name), export.File(name), overwrite: true);

        // Then
        Assert.Contains(name, Assert.ThrowsAny<PipelineException>(export.Open).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{"), InlineData("{}"), InlineData("""{ "version": 2 }""")]
    public void Should_Name_A_Description_That_Cannot_Be_Read(string text)
    {
        // Given
        File.WriteAllText(export.File(Description), text);

        // Then
        Assert.Contains(Description, Assert.ThrowsAny<PipelineException>(export.Open).Message, StringComparison.Ordinal);
    }
}
