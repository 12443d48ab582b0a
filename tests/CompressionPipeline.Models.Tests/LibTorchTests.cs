using CompressionPipeline.Models.Torch;
using TestKit;
using TorchSharp;

namespace CompressionPipeline.Models.Tests;

public class LibTorchTests
{
    public class TheVersionMethod
    {
        [Theory]
        [InlineData("/packages/libtorch-cpu-linux-x64/2.10.0/runtimes/linux-x64/native/libtorch_cpu.so", "2.10.0")]
        [InlineData("/opt/libtorch/lib/libtorch_cpu.so", null)]
        public void Should_Read_The_Version_From_The_Librarys_Place(string path, string? expected)
        {
            // Then
            Assert.Equal(expected, LibTorch.Version(path));
        }

        [Fact]
        public void Should_Read_The_Record_Beside_The_Library()
        {
            // Given
            using var folder = new TemporaryFolder();
            folder.Write("build-version", "2.10.0+cu128\n");
            var path = folder.Write("lib/libtorch_cpu.so", "");

            // Then
            Assert.Equal("2.10.0+cu128", LibTorch.Version(path));
        }

        [Fact]
        public void Should_Find_The_Library_Of_This_Process()
        {
            // Given: a library that is loaded
            torch.zeros(1).Dispose();

            // When, Then: a digit, or nothing where the system or the library's place does not tell
            Assert.Matches(@"^(\d.*)?$", LibTorch.Version() ?? "");
        }
    }
}
