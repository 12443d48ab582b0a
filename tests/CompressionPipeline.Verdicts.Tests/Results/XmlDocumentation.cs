using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CompressionPipeline.Verdicts.Tests.Results;

/// <summary>What the sources say of a type or a property, as plain text.</summary>
internal static partial class XmlDocumentation
{
    private static readonly Dictionary<string, string> Summaries = Directory.EnumerateFiles(
        AppContext.BaseDirectory, "CompressionPipeline.*.xml")
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        .Where(member => member.Element("summary") is not null)
        .GroupBy(member => member.Attribute("name")!.Value)
        .ToDictionary(group => group.Key, group => Plain(group.First().Element("summary")!));

    public static string Of(Type type) => Summaries.GetValueOrDefault($"T:{type.FullName}", "");

    public static string Of(Type type, string property) => Summaries.GetValueOrDefault($"P:{type.FullName}.{property}", "");

    private static string Plain(XElement summary) => Spaces().Replace(string.Concat(summary.Nodes().Select(node => node switch
    {
        XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('.')[^1],
        XElement element => element.Value,
        _ => node.ToString(),
    })), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
