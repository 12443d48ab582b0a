using System.Text.Json.Nodes;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Tests.Judging;
using TestKit;

namespace CompressionPipeline.Verdicts.Tests.Results;

public class ResultSchemaTests
{
    private const string Begin = "<!-- members -->\n";
    private const string End = "<!-- /members -->\n";

    private static readonly ResultSchema Schema = new();

    [Fact]
    public void Should_Be_The_Committed_One() =>
        Approve.File(Schema.Text(), RepositoryRoot.Combine("pipelines", "schemas", "result.schema.json"));

    [Fact]
    public void Should_Describe_Every_Member_On_The_Page()
    {
        // Given
        var path = RepositoryRoot.Combine("docs", "result.md");
        var page = File.ReadAllText(path);

        // When
        var (begin, end) = (
            page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));

        // Then
        Approve.File(page[..begin] + Schema.Markdown() + page[end..], path);
    }

    [Fact]
    public void Should_Leave_No_Member_Without_A_Word()
    {
        // Then
        Assert.DoesNotContain("|  |\n", Schema.Markdown());
        Assert.DoesNotContain("any |", Schema.Markdown());
        Assert.DoesNotContain("#/properties", Schema.Text());
    }

    [Fact]
    public void Should_Know_Every_Member_That_Is_Written() => Assert.Empty(Unknown(Sample.Judged(Sample.Sweep)));

    [Fact]
    public void Should_Ask_For_No_Member_That_May_Be_Null()
    {
        // Given: one answer ended where the other one went on
        var parity = new ParityResult
        {
            Documents = 1, Logits = 1, MaxDifference = 0, MeanDifference = 0, Agreement = 0,
            Divergences = [Divergence.Of("a", [1], [1, 2])!],
        };

        // When
        var unknown = Unknown(Sample.Judged(Sample.Measured with { Variants = [Sample.Shallow with { Parity = parity }] }));

        // Then
        Assert.Empty(unknown);
    }

    private static List<string> Unknown(GateResult result)
    {
        var schema = JsonNode.Parse(Schema.Text())!;
        return [.. Unknown(JsonNode.Parse(ResultFile.Bytes(result))!, schema, schema, "$")];
    }

    private static IEnumerable<string> Unknown(JsonNode? value, JsonNode schema, JsonNode root, string path)
    {
        var found = (schema["$ref"] ?? schema["allOf"]?[0]!["$ref"]) is { } reference ? root[
            "definitions"]![((string)reference!).Split('/')[^1]]! : schema;
        return value switch
        {
            JsonArray items => items.SelectMany((item, index) => Unknown(item, found["items"]!, root, $"{path}[{index}]")),
            JsonObject members => members.SelectMany(member =>
                found["properties"]?[member.Key] is { } property ? Unknown(member.Value, property, root, $"{path}.{member.Key}")
                : found["additionalProperties"] is JsonObject values ? Unknown(member.Value, values, root, $"{path}.{member.Key}")
                : [$"{path}.{member.Key}"])
                .Concat(
                    (found["required"]?.AsArray() ?? []).Select(name => (string)name!).Where(name => !members.ContainsKey(name))
                        .Select(name => $"{path} lacks {name}")),
            _ => [],
        };
    }
}
