using System.Text;
using System.Xml;

namespace CompressionPipeline.Data;

/// <summary>The text of a documentation element: references become short names, line feeds part paragraphs.</summary>
internal static class DocumentationText
{
    /// <summary>Reads the element the reader stands on and leaves the reader behind it.</summary>
    public static string Read(XmlReader reader)
    {
        var text = new StringBuilder();
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return "";
        }
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element)
                AppendElement(text, reader);
            else if (reader.NodeType == XmlNodeType.EndElement && IsBlock(reader.Name))
                text.Append('\n');
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA
                or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                AppendText(text, reader.Value);
        }
        reader.Read();
        return text.ToString().Trim();
    }

    private static void AppendElement(StringBuilder text, XmlReader reader)
    {
        if (IsBlock(reader.Name))
            text.Append('\n');
        // An element with content says its own name better than we could shorten it.
        if (reader.IsEmptyElement)
            text.Append(NameIn(reader));
    }

    private static string NameIn(XmlReader reader) => reader.Name switch
    {
        "see" or "seealso" or "code" or "c" => reader.GetAttribute("langword") ?? reader.GetAttribute("langref")
            ?? MemberName.ShortName(
                reader.GetAttribute("cref") ?? reader.GetAttribute("href") ?? reader.GetAttribute("name") ?? ""),
        "paramref" or "typeparamref" or "param" => reader.GetAttribute("name") ?? "",
        "xref" => MemberName.ShortName(reader.GetAttribute("uid") ?? ""),
        _ => "",
    };

    // The white space of the XML file means nothing; line feeds are kept for paragraphs.
    private static void AppendText(StringBuilder text, string value)
    {
        foreach (var c in value)
            text.Append(char.IsWhiteSpace(c) ? ' ' : c);
    }

    private static bool IsBlock(string element) =>
        element is "para" or "p" or "list" or "item" or "ul" or "li" or "br" or "div" or "example" or "remarks";
}
