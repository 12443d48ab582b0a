using CompressionPipeline.Core;
using CompressionPipeline.Stages.Catalog;

namespace CompressionPipeline.Stages.Tests;

public class StageCatalogTests
{
    public class TheAllMethod
    {
        [Fact]
        public void Should_Name_Every_Stage_By_Its_Own_Name()
        {
            // When
            var stages = StageCatalog.All();

            // Then
            Assert.Equal(
                ["benchmark", "data", "evaluate", "export", "fine-tune", "gate", "prune", "search"],
                stages.Keys.Order(StringComparer.Ordinal));
            Assert.All(stages, stage => Assert.Equal(stage.Key, stage.Value.Name));
        }

        [Fact]
        public void Should_Have_Options_That_Come_Back_From_Json_As_They_Were()
        {
            // When, Then
            Assert.All(StageCatalog.All().Values, stage =>
            {
                var written = OptionsJson.Write(Activator.CreateInstance(stage.OptionsType)!);
                var read = System.Text.Json.JsonSerializer.Deserialize(written, stage.OptionsType, OptionsJson.Settings)!;
                Assert.Equal(OptionsJson.Canonical(written), OptionsJson.Canonical(OptionsJson.Write(read)));
            });
        }
    }
}
