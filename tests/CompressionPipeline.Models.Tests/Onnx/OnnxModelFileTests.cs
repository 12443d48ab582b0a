using CompressionPipeline.Core;
using CompressionPipeline.Models.Onnx;
using Google.Protobuf;
using TestKit;

namespace CompressionPipeline.Models.Tests.Onnx;

public sealed class OnnxModelFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Should_Read_What_It_Wrote()
    {
        // Given
        var model = Model();

        // When
        OnnxModelFile.Write(folder.File("m.onnx"), model);
        var read = ModelText.Read(folder.File("m.onnx"));

        // Then
        Assert.Equal(model, read);
        Assert.Equal(["m.onnx"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Should_Write_The_Bytes_Of_The_Format()
    {
        // Given
        var graph = new GraphBuilder("g");
        graph.Output("y", graph.Relu(graph.Input("x", ElementType.Float, "n, 2")), "n, 2");

        // When
        OnnxModelFile.Write(folder.File("m.onnx"), graph.Build());

        // Then: (field number << 3 | wire type) by hand
        byte[] type = [0x0A, 0x0D, 0x08, 0x01, 0x12, 0x09, 0x0A, 0x03, 0x12, 0x01, .. "n"u8, 0x0A, 0x02, 0x08, 0x02];
        byte[] node = [0x0A, 0x01, .. "x"u8, 0x12, 0x01, .. "y"u8, 0x1A, 0x04, .. "Relu"u8, 0x22, 0x04, .. "Relu"u8];
        byte[] input = [0x0A, 0x01, .. "x"u8, 0x12, (byte)type.Length, .. type];
        byte[] output = [0x0A, 0x01, .. "y"u8, 0x12, (byte)type.Length, .. type];
        byte[] body = [0x0A, (byte)node.Length, .. node, 0x12, 0x01, .. "g"u8, 0x5A, (byte)input.Length, .. input, 0x62,
            (byte)output.Length, .. output];
        byte[] model = [0x08, 0x08, 0x12, 0x13, .. "CompressionPipeline"u8, 0x3A, (byte)body.Length, .. body, 0x42, 0x04, 0x0A,
            0x00, 0x10, 0x11];
        Assert.Equal(Convert.ToHexString(model), Convert.ToHexString(File.ReadAllBytes(folder.File("m.onnx"))));
    }

    [Fact]
    public void Should_Refuse_More_Than_One_File_Can_Hold()
    {
        // Given: the same quarter of a gigabyte nine times, never touched
        var model = Model();
        var part = UnsafeByteOperations.UnsafeWrap(GC.AllocateUninitializedArray<byte>(1 << 28));
        for (var i = 0; i < 9; i++)
            model.Graph.Initializer.Add(new TensorProto { Name = $"w{i}", RawData = part });

        // When
        var error = Assert.Throws<PipelineException>(() => OnnxModelFile.Write(folder.File("m.onnx"), model));

        // Then
        Assert.Contains("less than 2 GB", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static ModelProto Model()
    {
        var graph = new GraphBuilder("m");
        var x = graph.Input("x", ElementType.Float, "batch, 2");
        graph.Output("y", graph.MatMul(x, graph.Weight("w", () => [1, 2, 3, 4], 2, 2)), "batch, 2");
        return graph.Build();
    }
}
