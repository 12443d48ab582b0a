using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using TestKit;

namespace CompressionPipeline.Models.Tests;

public class ModelMaskTests
{
    private static readonly ModelMask Whole = TinyT5.Config.KeepAll();

    public class TheConstructors
    {
        [Theory]
        [InlineData(new[] { 0, 3 })]
        [InlineData(new[] { -1 })]
        [InlineData(new[] { 1, 0 })]
        [InlineData(new[] { 1, 1 })]
        public void Should_Refuse_Indices_That_Do_Not_Exist_Or_Ascend(int[] indices) =>
            Assert.Throws<ArgumentException>(() => new KeptIndices(3, indices));

        [Fact]
        public void Should_Refuse_A_Model_Without_Layers_Or_Width()
        {
            Assert.Throws<ArgumentException>(() => Whole.Encoder.WithLayers([]));
            Assert.Throws<ArgumentException>(() => new ModelMask(Whole.Encoder, Whole.Decoder, new(16, [])));
            Assert.Throws<ArgumentException>(() => new StackMask(new(2), Whole.Encoder.Layers));
        }

        [Fact]
        public void Should_Take_A_Full_List_For_The_Whole()
        {
            Assert.True(new KeptIndices(3, [0, 1, 2]).IsWhole);
            Assert.True((Whole with { Encoder = Whole.Encoder.WithLayers([0, 1, 2]) }).IsWhole);
            Assert.False((Whole with { Encoder = Whole.Encoder.WithLayers([0, 1]) }).IsWhole);
        }
    }

    public class TheToJsonMethod
    {
        [Fact]
        public void Should_Write_What_Read_Reads()
        {
            // Given
            using var folder = new TemporaryFolder();
            var mask = RandomMask.Of(Whole, new Random(1));

            // When
            var read = ModelMask.Read(folder.Write(ModelMask.FileName, mask.ToJson()));

            // Then
            Assert.Equal(mask, read);
            Assert.NotEqual(Whole, read);
        }

        [Fact]
        public void Should_Name_Only_What_Does_Not_Stay_Whole()
        {
            // Given
            var mask = Whole with { Decoder = Whole.Decoder!.WithLayers([0, 2]) };

            // Then
            Approve.Text(mask.ToJson() + "\n", "decoder-layers.mask");
        }
    }

    public class TheReadMethod
    {
        [Theory]
        [InlineData("{")]
        [InlineData("null")]
        [InlineData("{}")]
        [InlineData("""{"encoder": {"kept": {"of": 1}, "layers": []}, "hidden": {"of": 4}}""")]
        [InlineData("""{"encoder": {"kept": {"of": 0}, "layers": []}, "hidden": {"of": 4}}""")]
        [InlineData("""{"encoder": null, "hidden": {"of": 4}}""")]
        [InlineData("""{"encoder": {"kept": {"of": 1}, "layers": [null]}, "hidden": {"of": 4}}""")]
        [InlineData("""{"encoder": {"kept": {"of": -1}, "layers": []}, "hidden": {"of": 4}}""")]
        [InlineData("""{"encoder": {"kept": {"of": 1, "indices": [1]}, "layers": []}, "hidden": {"of": 4}}""")]
        public void Should_Refuse_What_Is_No_Mask_Naming_The_File(string json)
        {
            // Given
            using var folder = new TemporaryFolder();
            var path = folder.Write(ModelMask.FileName, json);

            // When
            var error = Assert.ThrowsAny<PipelineException>(() => ModelMask.Read(path));

            // Then
            Assert.Contains(path, error.Message);
            MalformedJson.AssertPlain(error.Message);
        }

        [Theory]
        [MemberData(nameof(MalformedJson.Names), MemberType = typeof(MalformedJson))]
        public void Should_Refuse_What_Is_Not_Strict_Json(string name)
        {
            // Given
            using var folder = new TemporaryFolder();
            var path = folder.File(ModelMask.FileName);

            // Then
            MalformedJson.AssertRefused(name, path, () => ModelMask.Read(path));
        }
    }
}
