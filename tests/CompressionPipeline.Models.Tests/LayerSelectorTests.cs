using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Selectors;

namespace CompressionPipeline.Models.Tests;

public class LayerSelectorTests
{
    public class TheSelectMethod
    {
        [Fact]
        public void Should_Keep_All_Where_Nothing_Is_Asked_For()
        {
            // Given
            var whole = Depths(4, 4);

            // Then
            Assert.Equal(whole, LayerSelector.Select(whole, new(), new()));
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
            var mask = LayerSelector.Select(Depths(depth, 3), new(Sixths: sixths), new());

            // Then
            Assert.Equal((count, 3), (mask.Encoder.Kept.Count, mask.Decoder!.Kept.Count));
            Assert.Equal(0, mask.Encoder.Kept.ToList()[0]);
        }

        [Fact]
        public void Should_Keep_The_Very_Layers_That_Are_Named()
        {
            // When
            var mask = LayerSelector.Select(Depths(2, 6), new(), new(Indices: [1, 4]));

            // Then
            Assert.Equal([1, 4], mask.Decoder!.Kept.ToList());
        }

        [Theory]
        [InlineData(new int[] { })]
        [InlineData(new[] { 2, 1 })]
        [InlineData(new[] { 1, 1 })]
        [InlineData(new[] { 0, 6 })]
        [InlineData(new[] { -1, 2 })]
        public void Should_Refuse_Layers_That_Do_Not_Exist(int[] indices)
        {
            // When
            var error = Assert.Throws<PipelineException>(() => LayerSelector.Select(Depths(2, 6), new(), new(Indices: indices)));

            // Then
            Assert.Contains("decoder-indices", error.Message);
        }

        [Theory]
        [InlineData(0)]
        [InlineData(7)]
        public void Should_Refuse_A_Count_That_The_Stack_Has_Not(int layers)
        {
            // When
            var error = Assert.Throws<PipelineException>(() => LayerSelector.Select(Depths(6, 2), new(Layers: layers), new()));

            // Then
            Assert.Contains("encoder-layers", error.Message);
        }

        [Fact]
        public void Should_Refuse_Two_Ways_At_Once()
        {
            // When
            var error = Assert.Throws<PipelineException>(() =>
                LayerSelector.Select(Depths(6, 2), new(Layers: 2, Sixths: 2), new()));

            // Then
            Assert.Contains("encoder-sixths", error.Message);
        }

        [Fact]
        public void Should_Refuse_To_Select_Layers_Of_A_Decoder_That_Does_Not_Exist()
        {
            // Given
            var encoderOnly = Depths(2, 2) with { Decoder = null };

            // Then
            Assert.Equal([0], LayerSelector.Select(encoderOnly, new(Layers: 1), new()).Encoder.Kept.ToList());
            Assert.Throws<PipelineException>(() => LayerSelector.Select(encoderOnly, new(), new(Layers: 1)));
        }

        private static ModelMask Depths(int encoder, int decoder) =>
            (TinyT5.Config with { NumLayers = encoder, NumDecoderLayers = decoder }).KeepAll();
    }
}
