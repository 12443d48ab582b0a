using CompressionPipeline.Core;
using CompressionPipeline.Stages.Prune;

namespace CompressionPipeline.Stages.Tests.Prune;

public class KeepRuleTests
{
    public class TheResolveMethod
    {
        [Fact]
        public void Should_Keep_All_Where_Nothing_Is_Said()
        {
            // When
            var kept = KeepRule.Resolve("decoder", 4, layers: null, sixths: null, indices: null);

            // Then
            Assert.Equal([0, 1, 2, 3], kept);
        }

        [Theory]
        [InlineData(8, 1, 1)]
        [InlineData(8, 2, 2)]
        [InlineData(8, 3, 4)]
        [InlineData(8, 4, 5)]
        [InlineData(8, 5, 6)]
        [InlineData(8, 6, 8)]
        [InlineData(12, 1, 2)]
        [InlineData(12, 5, 10)]
        [InlineData(24, 4, 16)]
        [InlineData(2, 1, 1)]
        public void Should_Keep_As_Many_Layers_At_A_Level_As_The_Papers(int depth, int sixths, int count)
        {
            // When
            var kept = KeepRule.Resolve("encoder", depth, layers: null, sixths, indices: null);

            // Then
            Assert.Equal(count, kept.Count);
            Assert.Equal(0, kept[0]);
        }

        [Fact]
        public void Should_Keep_The_Very_Layers_That_Are_Named()
        {
            // When
            var kept = KeepRule.Resolve("decoder", 6, layers: null, sixths: null, indices: [1, 4]);

            // Then
            Assert.Equal([1, 4], kept);
        }

        [Theory]
        [InlineData(new int[] { })]
        [InlineData(new[] { 2, 1 })]
        [InlineData(new[] { 1, 1 })]
        [InlineData(new[] { 0, 6 })]
        [InlineData(new[] { -1, 2 })]
        public void Should_Refuse_Layers_That_Are_Not_There(int[] indices)
        {
            // When
            var error = Assert.Throws<PipelineException>(() => KeepRule.Resolve("decoder", 6, null, null, indices));

            // Then
            Assert.Contains("the layers 0 to 5", error.Message);
        }

        [Theory]
        [InlineData(0)]
        [InlineData(7)]
        public void Should_Refuse_A_Count_That_The_Stack_Has_Not(int layers)
        {
            // When
            var error = Assert.Throws<PipelineException>(() => KeepRule.Resolve("encoder", 6, layers, null, null));

            // Then
            Assert.Equal($"prune: encoder-layers is {layers}, but the encoder has 6 layers. Say 1 to 6.", error.Message);
        }

        [Fact]
        public void Should_Refuse_To_Be_Told_Twice()
        {
            // When
            var error = Assert.Throws<PipelineException>(() => KeepRule.Resolve("encoder", 6, layers: 2, sixths: 2, indices: null));

            // Then
            Assert.Contains("only one of encoder-layers, encoder-sixths and encoder-indices", error.Message);
        }
    }
}
