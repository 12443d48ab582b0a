using CompressionPipeline.Core;

namespace CompressionPipeline.Data.Tests;

public static class NamespaceFamiliesTests
{
    private static readonly IReadOnlyList<DocumentedMember> Members =
    [
        .. Of("System.IO", "Stream", 5), .. Of("System.Collections.Generic", "List", 4), .. Of("System.Collections", "Queue", 3),
        .. Of("System.Text.Json", "Reader", 2), .. Of("System", "Guid", 9),
    ];

    [Theory]
    [InlineData(2, 0, 5)]
    [InlineData(2, 6, 3)]
    [InlineData(3, 0, 2)]
    public static void Should_Take_As_Many_Of_Each_Of_The_Largest_Families(int classes, int limit, int each)
    {
        // When
        var examples = NamespaceFamilies.Choose(Members, classes, limit);

        // Then: what lies in System alone is of no family
        string[] families = ["System.Collections", "System.IO", "System.Text"];
        Assert.Equal(
            families.Take(classes).Select(family => (family, each)),
            examples.CountBy(example => example.Target).Select(family => (family.Key, family.Value)).Order());
        string[] ids = [.. examples.Select(example => example.Id)];
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public static void Should_Leave_Out_What_Gives_The_Answer_Away()
    {
        // Given
        var told = new DocumentedMember(
            "M:System.Net.Http.Client.Send", true,
            "method Send() of Client. See System.Net.Http.Message and HttpMessage. Namespace: System.Net.Http.",
            "Sends a network message over HTTP.");

        // When
        var example = NamespaceFamilies.Choose([told, .. Of("System.IO", "Stream", 1)], 2, 0)
            .Single(example => example.Target == "System.Net");

        // Then
        Assert.Equal("Sends a message over method Send() of Client. See and", example.Document);
    }

    [Fact]
    public static void Should_Say_How_Many_Families_There_Are()
    {
        // When
        var error = Assert.Throws<PipelineException>(() => NamespaceFamilies.Choose(Members, 4, 0));

        // Then
        Assert.Contains("3 families", error.Message);
        Assert.Contains("classes", error.Message);
    }

    private static IEnumerable<DocumentedMember> Of(string name, string type, int count) => Enumerable.Range(0, count).Select(i =>
        new DocumentedMember($"M:{name}.{type}.Do{i}", true, $"method Do{i}() of {type}.", $"Does the thing with number {i}."));
}
