using TestKit;

namespace CompressionPipeline.Core.Tests;

public static class AtomicFileTests
{
    public sealed class TheWriteMethod : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public void Dispose() => folder.Dispose();

        [Fact]
        public void Should_Replace_What_Was_There()
        {
            // Given
            var path = folder.Write("result.json", "old and longer");

            // When
            AtomicFile.WriteText(path, "new");

            // Then
            Assert.Equal("new", File.ReadAllText(path));
            Assert.Equal([path], Directory.GetFiles(folder.Path));
        }

        [Fact]
        public void Should_Write_Utf8_Without_A_Byte_Order_Mark()
        {
            // When
            AtomicFile.WriteText(folder.File("text"), "→");

            // Then
            Assert.Equal("→"u8.ToArray(), File.ReadAllBytes(folder.File("text")));
        }

        [Fact]
        public void Should_Not_Show_The_Name_Before_Everything_Is_Written()
        {
            // Given
            var path = folder.File("model.safetensors");
            var seen = true;

            // When
            AtomicFile.Write(path, stream =>
            {
                stream.WriteByte(1);
                stream.Flush();
                seen = File.Exists(path);
            });

            // Then
            Assert.False(seen);
            Assert.True(File.Exists(path));
        }

        public static TheoryData<Exception, Type> Errors => new()
        {
            { new IOException("No space left on device"), typeof(PipelineException) },
            { new UnauthorizedAccessException("Access denied"), typeof(PipelineException) },
            { new InvalidOperationException("a bug"), typeof(InvalidOperationException) },
            { new OperationCanceledException(), typeof(OperationCanceledException) },
        };

        [Theory]
        [MemberData(nameof(Errors))]
        public void Should_Leave_The_Old_File_And_Nothing_Else_Where_Writing_Fails(Exception error, Type expected)
        {
            // Given
            var path = folder.Write("result.json", "old");

            // When
            var thrown = Record.Exception(() => AtomicFile.Write(path, stream =>
            {
                stream.WriteByte(1);
                throw error;
            }));

            // Then
            Assert.IsType(expected, thrown);
            Assert.Equal("old", File.ReadAllText(path));
            Assert.Equal([path], Directory.GetFiles(folder.Path));
        }

        [Fact]
        public void Should_Name_The_File_And_The_Fix()
        {
            // Given
            var path = folder.File("missing", "result.json");

            // When
            var error = Assert.Throws<PipelineException>(() => AtomicFile.WriteText(path, "text"));

            // Then
            Assert.StartsWith($"{path} could not be written", error.Message, StringComparison.Ordinal);
            Assert.Contains("choose another folder", error.Message, StringComparison.Ordinal);
        }
    }
}
