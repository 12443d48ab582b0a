using System.Buffers.Binary;
using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;
using FsCheck;
using FsCheck.Fluent;
using TestKit;

namespace CompressionPipeline.Models.Tests;

public class SafetensorsTests
{
    public sealed class TheReadMethod : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        [Theory]
        [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"""
            + ""","b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "overlap or leave a hole")]
        [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}"""
            + ""","b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "overlap or leave a hole")]
        [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "overlap or leave a hole")]
        [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}"""
            + ""","a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "header of")]
        [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "needs 8 bytes and has 4")]
        [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", 4, "'a'")]
        [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "impossible offsets or sizes")]
        [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "impossible offsets or sizes")]
        [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 4, "impossible offsets or sizes")]
        [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "impossible offsets or sizes")]
        [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,99999999999999999999]}}""", 4, "'a'")]
        [InlineData("""{"a":{"dtype":"F8_E8M0","shape":[4],"data_offsets":[0,4]}}""", 4, "F16 or BF16")]
        [InlineData("""{"a":{"dtype":"F4","shape":[8],"data_offsets":[0,4]}}""", 4, "F16 or BF16")]
        [InlineData("""{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}""", 4, "twice")]
        [InlineData("""{"__metadata__":{"format":1},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "__metadata__")]
        [InlineData("""  {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "does not begin")]
        [InlineData("""{"a":{"dtype":"F33","shape":[1],"data_offsets":[0,4]}}""", 4, "unknown element type 'F33'")]
        [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "'a'")]
        [InlineData("""{"a":7}""", 4, "'a'")]
        [InlineData("""[1]""", 0, "no JSON object")]
        [InlineData("""{"a":""", 0, "header of")]
        [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "cut off")]
        [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "1 bytes follow")]
        public void Should_Refuse_A_Header_That_Lies(string header, int dataBytes, string named)
        {
            // Given
            var path = Put(Encoding.UTF8.GetBytes(header), (ulong)header.Length, dataBytes);

            // When
            var error = Assert.ThrowsAny<PipelineException>(() => Safetensors.Read(path));

            // Then
            Assert.Contains(path, error.Message);
            Assert.Contains(named, error.Message);
        }

        [Theory]
        [InlineData(100_000_001UL, "more than the 100000000")]
        [InlineData(ulong.MaxValue, "more than the 100000000")]
        [InlineData(90_000_000UL, "cut off")]
        public void Should_Refuse_A_Header_Length_That_Lies(ulong claimed, string named)
        {
            // Given
            var path = Put("{}"u8.ToArray(), claimed, 0);

            // When
            var error = Assert.ThrowsAny<PipelineException>(() => Safetensors.Read(path));

            // Then
            Assert.Contains(named, error.Message);
        }

        [Fact]
        public void Should_Refuse_A_Header_That_Is_Not_UTF8()
        {
            // Given
            byte[] header = [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8];
            var path = Put(header, (ulong)header.Length, 0);

            // Then
            Assert.ThrowsAny<PipelineException>(() => Safetensors.Read(path));
        }

        [Fact]
        public void Should_Name_A_File_Cut_Off_At_Any_Byte()
        {
            // Given
            var path = folder.File("whole.safetensors");
            Safetensors.Write(path, new Dictionary<string, TensorData> { ["a"] = TensorData.OfFloats([1, 2, 3], 3) });
            var whole = File.ReadAllBytes(path);

            // Then
            for (var length = 0; length < whole.Length; length++)
            {
                File.WriteAllBytes(path, whole[..length]);
                var error = Assert.ThrowsAny<PipelineException>(() => Safetensors.Read(path));
                Assert.Contains(path, error.Message);
            }
        }

        [Fact]
        public void Should_Name_A_File_That_Is_Not_There()
        {
            // When
            var error = Assert.ThrowsAny<PipelineException>(() => Safetensors.Read(folder.File("model.safetensors")));

            // Then
            Assert.Contains(folder.File("model.safetensors"), error.Message);
        }

        public void Dispose() => folder.Dispose();

        private string Put(byte[] header, ulong claimed, int dataBytes)
        {
            var path = folder.File("attack.safetensors");
            var bytes = new byte[8 + header.Length + dataBytes];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, claimed);
            header.CopyTo(bytes, 8);
            File.WriteAllBytes(path, bytes);
            return path;
        }
    }

    public class TheWriteMethod
    {
        [Fact]
        public void Should_Write_What_Read_Reads()
        {
            using var folder = new TemporaryFolder();
            var path = folder.File("round.safetensors");
            var tensors = from names in Gen.Elements("a", "b.weight", "\"quoted\"", "ü", "", "x y").NonEmptyListOf()
                          from rows in Gen.Choose(0, 4)
                          from columns in Gen.Choose(0, 5)
                          from values in ArbMap.Default.GeneratorFor<float>().ArrayOf(rows * columns)
                          select names.Distinct().ToDictionary(name => name, _ => TensorData.OfFloats(values, rows, columns));

            Prop.ForAll(tensors.ToArbitrary(), written =>
            {
                // When
                Safetensors.Write(path, written);
                var read = Safetensors.Read(path);

                // Then
                return read.Keys.ToHashSet().SetEquals(written.Keys)
                    && written.All(pair => read[pair.Key].Shape.SequenceEqual(pair.Value.Shape)
                        && read[pair.Key].DType == "F32" && read[pair.Key].IsSameAs(pair.Value));
            }).QuickCheckThrowOnFailure();
        }

        [Fact]
        public void Should_Say_In_Its_Header_That_The_Tensors_Are_Torchs()
        {
            // Given
            using var folder = new TemporaryFolder();
            var path = folder.File("a.safetensors");

            // When
            Safetensors.Write(path, new Dictionary<string, TensorData> { ["a"] = TensorData.OfFloats([1.5f], 1) });

            // Then
            var bytes = File.ReadAllBytes(path);
            var header = Encoding.UTF8.GetString(bytes, 8, bytes.Length - 12);
            Assert.StartsWith("""{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
                header);
            Assert.Equal(0, header.Length % 8);
        }

        [Fact]
        public void Should_Refuse_Bytes_That_Do_Not_Fit_The_Shape()
        {
            // Given
            using var folder = new TemporaryFolder();
            var tensors = new Dictionary<string, TensorData> { ["a"] = new("F32", [3], new byte[8]) };

            // Then
            Assert.Throws<ArgumentException>(() => Safetensors.Write(folder.File("a.safetensors"), tensors));
            Assert.Empty(Directory.GetFiles(folder.Path));
        }
    }

    public class TheToFloatsMethod
    {
        [Theory]
        [InlineData("F32", new byte[] { 0, 0, 0xC0, 0x3F })]
        [InlineData("F16", new byte[] { 0, 0x3E })]
        [InlineData("BF16", new byte[] { 0xC0, 0x3F })]
        [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F })]
        public void Should_Read_One_And_A_Half_From_Every_Width(string dtype, byte[] bytes)
        {
            // Then
            Assert.Equal([1.5f], new TensorData(dtype, [1], bytes).ToFloats());
        }

        [Fact]
        public void Should_Refuse_A_Type_It_Cannot_Read()
        {
            // Then
            Assert.Throws<NotSupportedException>(() => new TensorData("BOOL", [1], new byte[1]).ToFloats());
        }
    }
}
