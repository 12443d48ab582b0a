using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

public class LayerPruningTests
{
    public class TheApplyMethod
    {
        [Theory]
        [InlineData("0 2", "0 1 2")]
        [InlineData("0 1 2", "0 2")]
        [InlineData("0", "2")]
        [InlineData("1 2", "1")]
        public void Should_Give_The_Sub_Network_Of_The_Kept_Layers(string encoder, string decoder)
        {
            // Given
            using var scope = NewDisposeScope();
            using var ungraded = no_grad();
            using var parent = TinyT5.Model(config: TinyT5.Gated);
            int[][] source = [[5, 6, 7, 8, 9, 10, 1], [9, 1]], target = [[0, 7, 8, 9], [0, 4, 5, 6]];

            // When
            using var pruned = LayerPruning.Apply(parent, Indices(encoder), Indices(decoder));
            pruned.eval();

            // Then
            Skip(parent, "encoder", Indices(encoder));
            Skip(parent, "decoder", Indices(decoder));
            var expected = parent.call(Ids.Rows(source), Ids.Mask(source), Ids.Rows(target));
            var actual = pruned.call(Ids.Rows(source), Ids.Mask(source), Ids.Rows(target));
            Assert.True(actual.allclose(expected, rtol: 0, atol: 1e-5), $"largest difference {(actual - expected).abs().max().item<float>():E2}");
        }

        [Fact]
        public void Should_Shrink_Parameters_Keys_And_File()
        {
            // Given
            using var folder = new TemporaryFolder();
            using var parent = TinyT5.Model();

            // When
            using var pruned = LayerPruning.Apply(parent, [0, 1, 2], [0]);
            Checkpoint.Save(parent, folder.Folder("parent"));
            Checkpoint.Save(pruned, folder.Folder("pruned"));

            // Then
            Assert.Equal((3, 1), (pruned.Config.NumLayers, pruned.Config.NumDecoderLayers));
            Assert.Equal(pruned.Config.ParameterCount, pruned.parameters().Sum(parameter => parameter.numel()));
            Assert.DoesNotContain(pruned.named_parameters(), p => p.name.StartsWith("decoder.block.1", StringComparison.Ordinal));
            var (before, after) = (FileSize(folder.File("parent")), FileSize(folder.File("pruned")));
            Assert.InRange(before - after, 4 * (parent.Config.ParameterCount - pruned.Config.ParameterCount), before);
        }

        [Fact]
        public void Should_Leave_The_Parent_As_It_Was()
        {
            // Given
            using var parent = TinyT5.Model();
            var before = TinyT5.Weights(parent);

            // When
            using var pruned = LayerPruning.Apply(parent, [0], [0]);
            TinyT5.Train(pruned, TinyT5.Pairs(4), 1, 0.01);

            // Then
            Assert.Equal(before, TinyT5.Weights(parent));
        }

        [Fact]
        public void Should_Keep_A_Tied_Head_Tied()
        {
            // Given
            using var parent = TinyT5.Model();

            // When
            using var pruned = LayerPruning.Apply(parent, [0, 2], [0, 2]);

            // Then
            Assert.True(pruned.Config.TieWordEmbeddings);
            Assert.DoesNotContain(pruned.named_parameters(), p => p.name == "lm_head.weight");
        }

        [Theory]
        [InlineData("")]
        [InlineData("0 3")]
        [InlineData("1 0")]
        [InlineData("1 1")]
        [InlineData("-1")]
        public void Should_Refuse_Indices_That_Make_No_Stack(string kept)
        {
            // Given
            using var parent = TinyT5.Model();

            // Then
            Assert.Throws<ArgumentException>(() => LayerPruning.Apply(parent, Indices(kept), [0]));
        }

        private static int[] Indices(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

        private static long FileSize(string folder) => new FileInfo(Path.Combine(folder, Checkpoint.WeightsName)).Length;

        // A layer whose outputs are all zero adds nothing: the residual stream passes it by.
        private static void Skip(T5Model model, string stack, int[] kept)
        {
            foreach (var (name, parameter) in model.named_parameters())
            {
                var parts = name.Split('.');
                if (parts[0] == stack && parts[1] == "block" && !kept.Contains(int.Parse(parts[2])) && parts[^2] is "o" or "wo")
                    parameter.zero_();
            }
        }
    }
}
