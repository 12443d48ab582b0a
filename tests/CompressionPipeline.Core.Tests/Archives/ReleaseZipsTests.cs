using CompressionPipeline.Core.Archives;

namespace CompressionPipeline.Core.Tests.Archives;

public static class ReleaseZipsTests
{
    public sealed class TheVariantOfMethod
    {
        [Theory]
        [InlineData("shallow")]
        [InlineData("a-b.c_1")]
        public void Should_Read_What_Was_Named(string variant)
        {
            // Then
            Assert.Equal(variant, ReleaseZips.VariantOf("dotnet-docs", ReleaseZips.Onnx("dotnet-docs", variant)));
        }

        [Theory]
        [InlineData("SHA256SUMS")]
        [InlineData("dotnet-docs-shallow-checkpoint.zip")]
        [InlineData("other-shallow-onnx.zip")]
        [InlineData("dotnet-docs-onnx.zip")]
        [InlineData("dotnet-docs--onnx.zip")]
        public void Should_Take_Nothing_Else_For_Graphs_Of_The_Model(string name)
        {
            // Then
            Assert.Null(ReleaseZips.VariantOf("dotnet-docs", name));
        }
    }
}
