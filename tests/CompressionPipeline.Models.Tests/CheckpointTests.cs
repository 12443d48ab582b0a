using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.T5;
using TestKit;

namespace CompressionPipeline.Models.Tests;

public class CheckpointTests
{
    public class TheSaveMethod
    {
        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void Should_Write_What_Load_Reads(bool tied)
        {
            // Given
            using var folder = new TemporaryFolder();
            using var model = TinyT5.Model(config: TinyT5.Gated with { TieWordEmbeddings = tied, NumDecoderLayers = 1 });

            // When
            T5Checkpoint.Save(model, folder.Path);
            using var loaded = T5Checkpoint.Load(folder.Path);

            // Then
            Assert.Equal(model.Config, loaded.Config);
            Assert.Equal(TinyT5.Weights(model), TinyT5.Weights(loaded));
        }

        [Fact]
        public void Should_Write_What_Load_Reads_Where_A_Tensor_Goes_In_Several_Parts()
        {
            // Given: 70 MB of embeddings.
            using var folder = new TemporaryFolder();
            using var model = T5Model.Initialize(TinyT5.Config with { VocabSize = 1_100_000 }, seed: 1);

            // When
            T5Checkpoint.Save(model, folder.Path);
            using var loaded = T5Checkpoint.Load(folder.Path);

            // Then
            Assert.True(model.parameters().First().allclose(loaded.parameters().First(), rtol: 0, atol: 0));
        }

        [Fact]
        public void Should_Not_Write_A_Tied_Head_Or_The_Stacks_Embeddings()
        {
            // Given
            using var folder = new TemporaryFolder();
            using var model = TinyT5.Model();

            // When
            T5Checkpoint.Save(model, folder.Path);

            // Then
            var names = Safetensors.Read(folder.File(ModuleWeights.FileName)).Keys;
            Assert.Contains("shared.weight", names);
            Assert.DoesNotContain("lm_head.weight", names);
            Assert.DoesNotContain(names, name => name.Contains("embed_tokens", StringComparison.Ordinal));
        }

        [Fact]
        public void Should_Tell_A_Generator_Where_To_Start_And_To_Stop()
        {
            // Given
            using var folder = new TemporaryFolder();
            using var model = TinyT5.Model();

            // When
            T5Checkpoint.Save(model, folder.Path);

            // Then
            Approve.Text(File.ReadAllText(folder.File(T5Checkpoint.GenerationConfigName)), "tiny.generation-config");
        }
    }

    public sealed class TheLoadMethod : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public TheLoadMethod()
        {
            using var model = TinyT5.Model();
            T5Checkpoint.Save(model, folder.Path);
        }

        private string Weights => folder.File(ModuleWeights.FileName);

        [Fact]
        public void Should_Name_A_Missing_File()
        {
            // Given
            File.Delete(Weights);

            // When
            var error = Assert.Throws<InvalidFileException>(() => T5Checkpoint.Load(folder.Path));

            // Then
            Assert.Contains(Weights, error.Message);
        }

        [Fact]
        public void Should_Name_A_File_That_Is_Cut_Off()
        {
            // Given
            File.WriteAllBytes(Weights, File.ReadAllBytes(Weights)[..^100]);

            // When
            var error = Assert.Throws<PipelineException>(() => T5Checkpoint.Load(folder.Path));

            // Then
            Assert.Contains(Weights, error.Message);
            Assert.Contains("cut off", error.Message);
        }

        [Fact]
        public void Should_Name_Weights_That_Do_Not_Fit_The_Configuration()
        {
            // Given
            (TinyT5.Config with { NumDecoderLayers = 2, DFf = 48 }).Write(folder.Path);

            // When
            var error = Assert.Throws<PipelineException>(() => T5Checkpoint.Load(folder.Path));

            // Then
            Assert.Contains(Weights, error.Message);
            Assert.Contains("is [24, 16] and should be [48, 16]", error.Message);
            Assert.Contains("more", error.Message);
        }

        [Fact]
        public void Should_Name_A_Weight_That_Is_Missing()
        {
            // Given
            var tensors = Safetensors.Read(Weights).Where(pair => pair.Key != "decoder.final_layer_norm.weight").ToList();
            Safetensors.Write(Weights, tensors);

            // When
            var error = Assert.Throws<PipelineException>(() => T5Checkpoint.Load(folder.Path));

            // Then
            Assert.Contains("'decoder.final_layer_norm.weight' is missing", error.Message);
        }

        [Fact]
        public void Should_Pass_Over_The_Aliases_That_Other_Writers_Give()
        {
            // Given
            var tensors = Safetensors.Read(Weights).ToDictionary();
            foreach (var alias in new[] { "lm_head.weight", "encoder.embed_tokens.weight", "decoder.embed_tokens.weight" })
                tensors[alias] = tensors["shared.weight"];
            Safetensors.Write(Weights, tensors);

            // When
            using var loaded = T5Checkpoint.Load(folder.Path);

            // Then
            using var expected = TinyT5.Model();
            Assert.Equal(TinyT5.Weights(expected), TinyT5.Weights(loaded));
        }

        [Fact]
        public void Should_Read_Half_Precision()
        {
            // Given
            static TensorData Halved(TensorData data) => new(
                "F16", data.Shape, data.ToFloats().SelectMany(value => BitConverter.GetBytes((Half)value)).ToArray());
            var halved = Safetensors.Read(Weights).Select(pair => KeyValuePair.Create(pair.Key, Halved(pair.Value)));
            Safetensors.Write(Weights, halved.ToList());

            // When
            using var loaded = T5Checkpoint.Load(folder.Path);

            // Then
            using var exact = TinyT5.Model();
            using var scope = TorchSharp.torch.NewDisposeScope();
            var (ours, theirs) = (loaded.parameters().First(), exact.parameters().First());
            Assert.True(ours.allclose(theirs, rtol: 1e-3, atol: 1e-3));
            Assert.False(ours.allclose(theirs, rtol: 0, atol: 0));
        }

        public void Dispose() => folder.Dispose();
    }
}
