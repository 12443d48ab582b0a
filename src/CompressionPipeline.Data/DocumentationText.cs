using System.Text;
using System.Xml.Linq;

namespace CompressionPipeline.Data;

/// <summary>The text of a documentation element: references become short names, line feeds part paragraphs.</summary>
internal static class DocumentationText
{
    public static string Of(XElement element)
    {
        var text = new StringBuilder();
        Append(text, element.Nodes());
        return text.ToString().Trim();
    }

    private static void Append(StringBuilder text, IEnumerable<XNode> nodes)
    {
        foreach (var node in nodes)
        {
            // The white space of the XML file means nothing; line feeds are kept for paragraphs.
            if (node is XText { Value: var value })
                text.Append(string.Concat(value.Select(letter => char.IsWhiteSpace(letter) ? ' ' : letter)));
            if (node is not XElement element)
                continue;
            var end = IsBlock(element.Name.LocalName) ? "\n" : "";
            text.Append(end);
            // The content of an element is a better name than a shortened reference.
            if (element.IsEmpty)
            {
                text.Append(NameIn(element));
                continue;
            }
            Append(text, element.Nodes());
            text.Append(end);
        }
    }

    private static string NameIn(XElement element) => element.Name.LocalName switch
    {
        "see" or "seealso" or "code" or "c" => Attribute(element, "langword") ?? Attribute(element, "langref")
            ?? MemberName.ShortName(
                Attribute(element, "cref") ?? Attribute(element, "href") ?? Attribute(element, "name") ?? ""),
        "paramref" or "typeparamref" or "param" => Attribute(element, "name") ?? "",
        "xref" => MemberName.ShortName(Attribute(element, "uid") ?? ""),
        _ => "",
    };

    private static string? Attribute(XElement element, string name) => (string?)element.Attribute(name);

    private static bool IsBlock(string element) =>
        element is "para" or "p" or "list" or "item" or "ul" or "li" or "br" or "div" or "example" or "remarks";
}
