using CompressionPipeline.Core;
using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Inference.Tests;

public sealed partial class Seq2SeqSessionTests
{
    public sealed class TheOpenMethod : IDisposable
    {
        private readonly TinyExport export = new();

        // Optimum's layout alone, as other people export it.
        public TheOpenMethod() => File.Delete(export.File("decoder_fused.json"));

        public static TheoryData<string> Graphs => ["encoder_model.onnx", "decoder_model.onnx", "decoder_with_past_model.onnx"];

        public void Dispose() => export.Dispose();

        [Fact]
        public void Should_Read_The_Shape_From_The_Graphs()
        {
            // When
            using var session = export.Open();

            // Then
            Assert.Equal([4, 4], session.Shape.SelfHeads);
            Assert.Equal([4, 4], session.Shape.CrossHeads);
            Assert.Equal((2, 4, 40), (session.Shape.Layers, session.Shape.HeadWidth, session.Shape.VocabularySize));
        }

        [Theory, MemberData(nameof(Graphs))]
        public void Should_Name_A_Graph_That_Is_Missing(string name)
        {
            // Given
            File.Delete(export.File(name));

            // When
            var error = Assert.ThrowsAny<PipelineException>(export.Open);

            // Then
            Assert.Contains($"{name} is missing", error.Message, StringComparison.Ordinal);
        }

        [Theory, MemberData(nameof(Graphs))]
        public void Should_Name_A_Graph_That_Is_Cut_Off(string name)
        {
            // Given
            var bytes = File.ReadAllBytes(export.File(name));
            File.WriteAllBytes(export.File(name), bytes[..(bytes.Length * 2 / 3)]);

            // When
            var error = Assert.ThrowsAny<PipelineException>(export.Open);

            // Then
            Assert.Contains($"{name} cannot be loaded: it is cut off", error.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Name_The_Folder_Where_The_Encoder_Is_Of_Another_Model()
        {
            // Given
            using var other = new TextExport();
            File.Copy(other.File("encoder_model.onnx"), export.File("encoder_model.onnx"), overwrite: true);
            using var session = export.Open();

            // Then
            var error = Assert.Throws<PipelineException>(() => session.Generate(export.Sources, new()));
            Assert.Contains(export.Folder, error.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Refuse_A_First_Step_Of_Another_Model()
        {
            // Given
            using var other = new TextExport();
            var path = export.File("decoder_model.onnx");
            File.Copy(other.File("decoder_model.onnx"), path, overwrite: true);

            // Then
            var error = Assert.Throws<PipelineException>(export.Open);
            Assert.StartsWith($"{path} is of another model", error.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Refuse_Another_Layout()
        {
            // Given
            File.Copy(export.File("encoder_model.onnx"), export.File("decoder_with_past_model.onnx"), overwrite: true);

            // When
            var error = Assert.ThrowsAny<PipelineException>(export.Open);

            // Then
            Assert.Contains("decoder_with_past_model.onnx is not a decoder with past in Optimum's layout", error.Message,
                StringComparison.Ordinal);
        }

        [Theory]
        [InlineData("{", "cut off"), InlineData("{}", "no whole number under 'pad_token_id'"), InlineData(null, "does not exist")]
        public void Should_Refuse_A_Configuration_Without_Ids(string? json, string why)
        {
            // Given
            File.Delete(export.File("config.json"));
            if (json is not null)
                File.WriteAllText(export.File("config.json"), json);

            // When
            var error = Assert.ThrowsAny<PipelineException>(export.Open);

            // Then
            Assert.Contains("config.json", error.Message, StringComparison.Ordinal);
            Assert.Contains(why, error.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Say_Where_Auto_Computes()
        {
            // When
            using var session = Seq2SeqSession.Open(export.Folder, new());

            // Then: a remark exactly where it is not the GPU
            Assert.NotEqual(Device.Auto, session.Device);
            Assert.Equal(session.Device == Device.Cpu, session.DeviceRemark?.Contains(
                "computing on the processor", StringComparison.Ordinal) ?? false);
        }

        [Fact]
        public void Should_Open_On_Cuda_Or_Say_Why_Not()
        {
            // When
            var error = Record.Exception(() => Seq2SeqSession.Open(export.Folder, new() { Device = Device.Cuda }).Dispose());

            // Then
            if (error is not null)
                Assert.Contains("or choose device cpu", Assert.IsType<PipelineException>(error).Message,
                    StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Blame_The_File_And_Not_Cuda_For_A_Cut_Off_Graph()
        {
            // Given
            File.WriteAllBytes(export.File("decoder_model.onnx"), File.ReadAllBytes(export.File("decoder_model.onnx"))[..1000]);

            // When
            var error = Assert.ThrowsAny<PipelineException>(
                () => Seq2SeqSession.Open(export.Folder, new() { Device = Device.Cuda }));

            // Then
            Assert.Contains("decoder_model.onnx cannot be loaded", error.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Feed_Inputs_That_Other_Exports_Declare()
        {
            // Given: a with-past graph that still declares the hidden states, as older exporters write it
            var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(export.File("decoder_with_past_model.onnx")));
            var states = ModelProto.Parser.ParseFrom(File.ReadAllBytes(export.File("decoder_model.onnx")))
                .Graph.Input.Single(input => input.Name == "encoder_hidden_states");
            model.Graph.Input.Insert(1, states);
            OnnxModelFile.Write(export.File("decoder_with_past_model.onnx"), model);

            // When
            using var session = export.Open();
            var generation = session.Generate([export.Sources[1]], new() { MaxNewTokens = 48 });

            // Then
            Assert.Equal(export.Expected[1], generation.Ids[0]);
        }
    }
}
