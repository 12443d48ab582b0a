using System.Text.RegularExpressions;

namespace Conventions.Tests;

/// <summary>Lines fit beside a diff: at most 130 columns.</summary>
public static class LineLengthTests
{
    private const int Columns = 130;

    private static readonly string[] Texts = [.. Repository.Files(@"\.(cs|yaml|yml|md|sh|ps1|targets|props)$")];

    [Fact]
    public static void Should_Have_At_Most_130_Columns() => Convention.Holds(
        $"A line has at most {Columns} columns; a table's row and a line that is one long word may have more.",
        Texts.SelectMany(path => Convention.Lines(path, IsTooLong)));

    [Theory]
    [InlineData(131, "", true)]
    [InlineData(130, "", false)]
    [InlineData(200, "| a table ", false)]
    [InlineData(200, "see https://example.org/", false)]
    public static void Should_Let_Tables_And_Addresses_Be_Long(int length, string start, bool objects)
    {
        // Given
        var filler = start.Contains("://", StringComparison.Ordinal) ? "x" : "x y ";
        var line = string.Concat(Enumerable.Repeat(filler, length))[..(length - start.Length)];

        // Then
        Assert.Equal(objects, IsTooLong(start + line));
    }

    // An address cannot be broken: what counts is the line without the word that crosses the edge.
    private static bool IsTooLong(string line) => line.Length > Columns
        && !line.StartsWith('|')
        && !Regex.IsMatch(line, @"^.{0,110}\s?\S*://\S+$");
}
