using System.Xml.Linq;

namespace CompressionPipeline.Data;

/// <summary>What the documentation of a member says, as flat text.</summary>
/// <param name="Summary">The summary, a line feed between its paragraphs.</param>
/// <param name="Details">Everything beside it; what tells most comes first, because training cuts the end off.</param>
internal sealed record MemberDocumentation(string Summary, IReadOnlyList<string> Details)
{
    public static MemberDocumentation Of(XElement member)
    {
        var parts = member.Elements()
            .Select(part => (Element: part, Name: part.Name.LocalName, Text: DocumentationText.Of(part))).ToList();
        return new(
            parts.FirstOrDefault(part => part is { Name: "summary", Text.Length: > 0 }).Text ?? "",
            [
                .. parts.Where(part => part.Name is "returns" or "value" && Line(part).Length > 0)
                    .Select(part => $"Returns: {Line(part)}"),
                .. parts.Where(part => part.Name is "param" or "typeparam" && Line(part).Length > 0)
                    .Select(part => $"{(string?)part.Element.Attribute("name")}: {Line(part)}"),
                .. parts.Where(part => part.Name == "exception").Select(part => Data.Text.OneLine(
                    $"Throws {MemberName.ShortName((string?)part.Element.Attribute("cref") ?? "")}: {Line(part)}").TrimEnd(':')),
                .. parts.Where(part => part.Name == "remarks" && Line(part).Length > 0).Select(Line),
            ]);

        static string Line((XElement Element, string Name, string Text) part) => Data.Text.OneLine(part.Text);
    }

    /// <summary>The text that a model reads.</summary>
    public string Document(MemberName name) => string.Join(' ',
    [
        $"{name.Kind} {name.Display}.", .. Details,
        .. name.Namespace.Length > 0 ? [$"Namespace: {name.Namespace}."] : (string[])[],
    ]);
}
