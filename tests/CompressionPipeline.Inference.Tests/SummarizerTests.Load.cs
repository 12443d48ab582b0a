using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;
using TestKit;

namespace CompressionPipeline.Inference.Tests;

public static partial class SummarizerTests
{
    public sealed class TheLoadMethod : IDisposable
    {
        private readonly TextExport export = new();

        [Theory]
        [InlineData("encoder_model.onnx"), InlineData("decoder_model.onnx"), InlineData("decoder_with_past_model.onnx")]
        [InlineData("config.json"), InlineData("spiece.model")]
        public void Should_Name_A_File_That_Is_Missing(string name)
        {
            // Given: nor the file that could stand for the tokenizer
            File.Delete(export.File(name));
            File.Delete(export.File("tokenizer.json"));

            // Then
            Assert.Contains(name, Error().Message, StringComparison.Ordinal);
        }

        [Theory]
        [InlineData("encoder_model.onnx"), InlineData("decoder_fused.onnx"), InlineData("config.json")]
        [InlineData("generation_config.json"), InlineData("spiece.model")]
        public void Should_Name_A_File_That_Is_Cut_Off(string name)
        {
            // Given
            File.WriteAllBytes(export.File(name), File.ReadAllBytes(export.File(name))[..40]);

            // Then
            Assert.Contains(name, Error().Message, StringComparison.Ordinal);
        }

        [Theory]
        [MemberData(nameof(MalformedJson.Names), MemberType = typeof(MalformedJson))]
        public void Should_Refuse_What_Is_Not_Strict_Json(string name) => Assert.All(
            ["config.json", "generation_config.json", "tokenizer_config.json"],
            file =>
            {
                var whole = File.ReadAllBytes(export.File(file));
                MalformedJson.AssertRefused(name, export.File(file), () => throw Error());
                File.WriteAllBytes(export.File(file), whole);
            });

        [Theory]
        [InlineData("encoder_model.onnx"), InlineData("spiece.model")]
        public void Should_Recognise_A_Pointer_In_Place_Of_A_File(string name)
        {
            // Given
            File.WriteAllBytes(export.File(name), MalformedJson.Bytes("a Git LFS pointer"));

            // Then
            Assert.Equal(export.File(name), Assert.IsType<InvalidFileException>(Error()).File);
        }

        [Fact]
        public void Should_Refuse_The_Tokenizer_Of_Another_Model()
        {
            // Given
            using var other = new TinyExport();
            File.Copy(export.File("spiece.model"), other.File("spiece.model"));

            // When
            var error = Assert.ThrowsAny<PipelineException>(() => Summarizer.Load(other.Folder, new() { Device = Device.Cpu }));

            // Then
            Assert.Contains("spiece.model has 4096 pieces and the model 40 ids", error.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Refuse_A_Tokenizer_With_Other_Special_Ids()
        {
            // Given
            export.Change("config.json", json => json["eos_token_id"] = 7);

            // Then
            Assert.Contains("end of sequence 1, and config.json beside it 0 and 7", Error().Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Read_Exports_That_Say_Nothing_But_The_Shape()
        {
            // Given
            export.Change("config.json", json => json.Remove("task_specific_params"));
            File.Delete(export.File("generation_config.json"));
            File.Delete(export.File("tokenizer_config.json"));
            using var summarizer = export.Load();
            using var told = export.Load(new() { Prefix = "summarize: ", MaxNewTokens = 128, MaxSourceTokens = 512 });

            // Then
            Assert.Equal(told.Summarize(Text), summarizer.Summarize(Text));
        }

        [Theory]
        [InlineData("num_beams", "0"), InlineData("max_new_tokens", "0"), InlineData("length_penalty", "1e999")]
        public void Should_Refuse_Settings_That_Write_Nothing(string key, string value)
        {
            // Given
            export.Change("generation_config.json", json => json[key] = JsonNode.Parse(value));

            // Then
            Assert.Equal(key, Assert.IsType<InvalidFileException>(Error()).Key);
        }

        [Fact]
        public void Should_Refuse_Options_Out_Of_Range()
        {
            // Then
            Assert.Throws<ArgumentOutOfRangeException>(() => export.Load(new() { Beams = 0 }));
            Assert.Throws<ArgumentOutOfRangeException>(() => export.Load(new() { BatchSize = 0 }));
            Assert.Throws<ArgumentOutOfRangeException>(() => export.Load(new() { MaxSourceTokens = 1 }));
            Assert.Throws<ArgumentOutOfRangeException>(() => Summarizer.Load(export.Folder, new() { Threads = -1 }));
            Assert.Throws<ArgumentOutOfRangeException>(() => export.Load(new() { MaxNewTokens = 0 }));
            Assert.Throws<ArgumentOutOfRangeException>(() => export.Load(new() { MinNewTokens = 9, MaxNewTokens = 8 }));
            Assert.Throws<ArgumentOutOfRangeException>(() => export.Load(new() { LengthPenalty = double.NaN }));
        }

        [Fact]
        public void Should_Compare_Files_With_Their_Digests_Where_Asked()
        {
            // Given
            var names = Directory.GetFiles(export.Folder).Select(path => Path.GetFileName(path)).ToList();
            File.WriteAllText(export.File("SHA256SUMS"), Sha256Sums.Of(export.Folder, names));
            export.Load(new() { Verify = true }).Dispose();

            // When
            export.Change("generation_config.json", json => json["max_new_tokens"] = 5);

            // Then
            export.Load().Dispose();
            var error = Assert.ThrowsAny<PipelineException>(() => export.Load(new() { Verify = true }));
            Assert.Contains("generation_config.json is not what SHA256SUMS says", error.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Name_A_Folder_That_Is_Not_There()
        {
            // Then
            Assert.Contains("nowhere", Assert.ThrowsAny<PipelineException>(() => Summarizer.Load("nowhere")).Message,
                StringComparison.Ordinal);
        }

        public void Dispose() => export.Dispose();

        private PipelineException Error() => Assert.ThrowsAny<PipelineException>(() => export.Load());
    }
}
