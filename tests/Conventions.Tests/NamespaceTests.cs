using CompressionPipeline.Build.Diagram;

namespace Conventions.Tests;

/// <summary>Namespaces of one project are read from the bottom up: none uses one that uses it.</summary>
public static class NamespaceTests
{
    private static readonly string[] Products =
        [.. Directory.GetFiles(AppContext.BaseDirectory, "CompressionPipeline.*.dll"), typeof(Graph).Assembly.Location];

    [Fact]
    public static void Should_Not_Use_Each_Other_In_A_Circle() => Convention.Holds(
        "Namespaces of a project form no circle: move what both need to one of them, or below both.",
        from file in Products
        from cycle in Assemblies.Namespaces(file).Cycles()
        select cycle);

    [Fact]
    public static void Should_Find_A_Circle_And_Name_It()
    {
        // Given
        var graph = new Graph(
            new HashSet<string> { "a", "b", "c", "d" },
            new HashSet<(string, string)> { ("a", "b"), ("b", "c"), ("c", "b"), ("c", "d") });

        // Then
        Assert.Equal(["b → c → b"], graph.Cycles());
    }

    [Fact]
    public static void Should_Leave_Out_What_A_Longer_Path_Says()
    {
        // Given
        var graph = new Graph(
            new HashSet<string> { "a", "b", "c" }, new HashSet<(string, string)> { ("a", "b"), ("b", "c"), ("a", "c") });

        // Then
        Assert.Equal(new HashSet<(string, string)> { ("a", "b"), ("b", "c") }, graph.Reduced().Edges);
    }
}
