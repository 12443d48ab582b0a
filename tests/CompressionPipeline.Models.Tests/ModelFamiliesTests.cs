using CompressionPipeline.Core;
using CompressionPipeline.Models.T5.Graph;
using TestKit;

namespace CompressionPipeline.Models.Tests;

public class ModelFamiliesTests
{
    public class TheOfMethod
    {
        [Fact]
        public void Should_Know_A_T5_By_Its_Configuration()
        {
            // Given
            using var folder = new TemporaryFolder();
            TinyT5.Config.Write(folder.Path);

            // When
            var family = ModelFamilies.Of(folder.Path);

            // Then
            Assert.IsType<T5Family>(family);
            Assert.Equal(TinyT5.Config, family.ReadConfig(folder.Path));
        }

        [Theory]
        [InlineData("""{"model_type": "bart"}""")]
        [InlineData("""{"model_type": 5}""")]
        [InlineData("{}")]
        [InlineData("[]")]
        [InlineData("{")]
        [InlineData(null)]
        public void Should_Refuse_What_It_Does_Not_Know_Naming_The_File(string? json)
        {
            // Given
            using var folder = new TemporaryFolder();
            if (json is not null)
                folder.Write("config.json", json);

            // When
            var error = Assert.ThrowsAny<PipelineException>(() => ModelFamilies.Of(folder.Path));

            // Then
            Assert.Contains(folder.File("config.json"), error.Message);
        }

        [Fact]
        public void Should_Know_An_Adapter_Without_Its_Model()
        {
            // Given
            using var folder = new TemporaryFolder();
            folder.Write("adapter_model.safetensors", "");

            // When
            var error = Assert.Throws<InvalidFileException>(() => ModelFamilies.Of(folder.Path));

            // Then
            Assert.Contains("merge it into its model", error.Message, StringComparison.Ordinal);
        }
    }
}
