using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using CompressionPipeline.Core;
using TestKit;

namespace CompressionPipeline.Stages.Tests;

public class OptionsDocumentationTests
{
    private const string Begin = "<!-- options -->\n";
    private const string End = "<!-- /options -->\n";

    public static TheoryData<string> Pages => [.. StageCatalog.All().Keys.Where(name => name != "re-fine-tune")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Should_List_Every_Option_Of_The_Stage(string stage)
    {
        // Given
        var path = RepositoryRoot.Combine("docs", "stages", stage + ".md");
        var page = File.ReadAllText(path);

        // When
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        var written = page[..begin] + Table(StageCatalog.All()[stage].OptionsType) + page[end..];

        // Then
        Approve.File(written, path);
    }

    private static string Table(Type options)
    {
        var table = new StringBuilder("| Option | Values | Default | What it does |\n|---|---|---|---|\n");
        Rows(options, table);
        return table.ToString();
    }

    private static void Rows(Type options, StringBuilder table)
    {
        var defaults = Activator.CreateInstance(options);
        foreach (var property in options.GetProperties().Where(IsForPeople))
        {
            var name = JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name);
            var description = property.GetCustomAttribute<DescriptionAttribute>()?.Description;
            Assert.False(description is null, $"{options.Name}.{property.Name} has no [Description].");
            table.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Values(property)} | {Default(property.GetValue(defaults))} | {description} |\n");
        }
    }

    // What the plan fills in is hidden from manifests and recipes, and so from their readers.
    private static bool IsForPeople(PropertyInfo property) => property.GetCustomAttribute<BrowsableAttribute>() is not { Browsable: false };

    private static string Values(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type.IsEnum)
            return string.Join(", ", Enum.GetNames(type).Select(name => $"`{JsonNamingPolicy.KebabCaseLower.ConvertName(name)}`"));
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
            return range.Maximum is int.MaxValue ? $"{Bound(range.Minimum)} or more" : $"{Bound(range.Minimum)} to {Bound(range.Maximum)}";
        return type == typeof(string) ? "text"
            : type == typeof(bool) ? "`true`, `false`"
            : typeof(IEnumerable).IsAssignableFrom(type) ? "list"
            : type == typeof(int) || type == typeof(long) ? "whole number"
            : throw new NotSupportedException($"{property.Name} is of a type that the documentation has no words for.");
    }

    private static string Bound(object bound) => ((IFormattable)bound).ToString("0.#########", CultureInfo.InvariantCulture);

    private static string Default(object? value) => value switch
    {
        null or "" => "none",
        string text => $"`{text}`",
        Enum choice => $"`{JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString())}`",
        IEnumerable list => list.Cast<object>().Any() ? $"`{OptionsJson.Canonical(JsonSerializer.SerializeToNode(value))}`" : "none",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
