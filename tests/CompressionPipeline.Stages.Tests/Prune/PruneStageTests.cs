using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Stages.Prune;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tests.Prune;

public class PruneStageTests
{
    public sealed class TheRunMethod : IDisposable
    {
        private readonly TinyRun run = new();

        [Fact]
        public void Should_Write_A_Smaller_Checkpoint_That_Loads()
        {
            // Given
            var parent = run.Checkpoint(tiny => tiny with { NumLayers = 3, NumDecoderLayers = 4 });

            // When
            var pruned = run.Run("prune", new PruneOptions { DecoderLayers = 2 }, ("model", parent));

            // Then
            using var model = T5Checkpoint.Load(pruned.Folder);
            Assert.Equal((3, 2), (model.Config.NumLayers, model.Config.NumDecoderLayers));
            long Bytes(Artifact artifact) => new FileInfo(artifact.File("model.safetensors")).Length;
            Assert.True(Bytes(pruned) < Bytes(parent));
            Assert.True(File.Exists(pruned.File("spiece.model")));
        }

        [Fact]
        public void Should_Write_Down_What_Was_Kept_And_What_That_Came_To()
        {
            // Given
            var parent = run.Checkpoint(tiny => tiny with { NumLayers = 3, NumDecoderLayers = 4 });

            // When
            var pruned = run.Run(
                "prune", new PruneOptions { EncoderLayers = new() { Indices = [0, 2] }, DecoderLayers = 2 }, ("model", parent));

            // Then
            var pruning = StageFiles.Read<Pruning>(pruned.File("pruning.json"));
            Assert.Equal((3, 4), (pruning.Encoder.Depth, pruning.Decoder.Depth));
            Assert.Equal([0, 2], pruning.Encoder.Kept);
            Assert.Equal([0, 3], pruning.Decoder.Kept);
            Assert.Equal(T5Config.Read(parent.Folder).ParameterCount, pruning.Parameters.Before);
            Assert.Equal(T5Config.Read(pruned.Folder).ParameterCount, pruning.Parameters.After);
            Assert.Equal(new FileInfo(pruned.File("model.safetensors")).Length, pruning.Bytes.After);
            var mask = ModelMask.Read(pruned.File("mask.json"));
            Assert.Equal([0, 2], mask.Encoder.Kept.ToList());
            Assert.Equal([0, 3], mask.Decoder!.Kept.ToList());
        }

        [Fact]
        public void Should_Leave_A_Model_Whole_Where_Nothing_Is_Said()
        {
            // Given
            var parent = run.Checkpoint();

            // When
            var pruned = run.Run("prune", new PruneOptions(), ("model", parent));

            // Then
            Assert.Equal(Digest.OfFile(parent.File("model.safetensors")), Digest.OfFile(pruned.File("model.safetensors")));
        }

        [Fact]
        public void Should_Say_Which_Layers_There_Are()
        {
            // Given
            var parent = run.Checkpoint();

            // When
            var error = Assert.Throws<PipelineException>(() =>
                run.Run("prune", new PruneOptions { DecoderLayers = 7 }, ("model", parent)));

            // Then
            Assert.Contains("7 decoder layers", error.Message);
        }

        public void Dispose() => run.Dispose();
    }

    public class TheCheckMethod
    {
        private static readonly ModelMask Whole = T5Config.Shape("tiny").KeepAll();

        [Theory]
        [InlineData(100, 900)]
        [InlineData(90, 1000)]
        public void Should_Refuse_Parts_That_Went_Without_Their_Parameters(long parameters, long bytes)
        {
            // Given
            var pruning = new Pruning(new(2, [0, 1]), new(2, [0]), new(100, parameters), new(1000, bytes));

            // When, Then
            var mask = Whole with { Decoder = Whole.Decoder!.WithLayers([0]) };
            Assert.Throws<InvalidOperationException>(() => PruneStage.Check(mask, pruning));
        }

        [Fact]
        public void Should_Accept_A_Model_That_Was_Left_Whole()
        {
            // Given
            var pruning = new Pruning(new(2, [0, 1]), new(2, [0, 1]), new(100, 100), new(1000, 1000));

            // When
            var error = Record.Exception(() => PruneStage.Check(Whole, pruning));

            // Then
            Assert.Null(error);
        }
    }
}
