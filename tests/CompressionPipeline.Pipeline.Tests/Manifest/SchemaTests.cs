using System.Text.Json.Nodes;
using TestKit;
using TestKit.Schemas;

namespace CompressionPipeline.Pipeline.Tests.Manifest;

public static class SchemaTests
{
    public sealed class TheSchemaWriter
    {
        [Fact]
        public void Should_Write_What_The_Reader_Accepts() =>
            Approve.Text(SchemaWriter.Models(SampleStages.All, SampleStages.Shapes), "models-schema");

        [Fact]
        public void Should_Describe_Every_Property()
        {
            // Given
            var schema = JsonNode.Parse(SchemaWriter.Recipe(SampleStages.All))!;

            // When
            var silent = Properties(schema, "").Where(
                property => property.Schema["$ref"] is null && string.IsNullOrEmpty((string?)property.Schema["description"]));

            // Then
            Assert.Empty(silent.Select(property => property.Path));
        }

        private static IEnumerable<(string Path, JsonObject Schema)> Properties(JsonNode? node, string path) =>
            node is not JsonObject schema ? []
            : schema.SelectMany(member => member is { Key: "properties" or "definitions", Value: JsonObject properties }
                ? properties.SelectMany(
                    property => Properties(property.Value, $"{path}.{property.Key}").Prepend(
                        ($"{path}.{property.Key}", (JsonObject)property.Value!)))
                : Properties(member.Value, path));
    }

    public sealed class TheOptionTable
    {
        [Fact]
        public void Should_Have_A_Row_For_Every_Option() =>
            Approve.Text(OptionTable.Markdown(typeof(SampleStages.FineTuneOptions)), "option-table");

        [Fact]
        public void Should_Say_That_There_Are_None() =>
            Assert.Equal("No options of its own in a recipe.\n", OptionTable.Markdown(typeof(object)));
    }
}
