using System.Xml;

namespace CompressionPipeline.Data;

/// <summary>What the documentation of a member says, part by part, as flat text.</summary>
internal sealed class MemberDocumentation
{
    private readonly List<string> returns = [];
    private readonly List<string> parameters = [];
    private readonly List<string> exceptions = [];
    private readonly List<string> remarks = [];

    /// <summary>The summary, a line feed between its paragraphs.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>Whether anything is said beside the summary.</summary>
    public bool HasDetails => returns.Count + parameters.Count + exceptions.Count + remarks.Count > 0;

    /// <summary>Reads a <c>member</c> element.</summary>
    public static MemberDocumentation Read(XmlReader member)
    {
        var documentation = new MemberDocumentation();
        member.MoveToContent();
        member.Read();
        while (!member.EOF)
        {
            if (member.NodeType == XmlNodeType.Element)
                documentation.ReadPart(member);
            else
                member.Read();
        }
        return documentation;
    }

    /// <summary>The text a model reads: what tells most comes first, because training cuts the end off.</summary>
    public string Document(MemberName name)
    {
        var parts = new List<string> { $"{name.Kind} {name.Display}." };
        parts.AddRange(returns.Select(text => "Returns: " + text));
        parts.AddRange(parameters);
        parts.AddRange(exceptions);
        parts.AddRange(remarks);
        if (name.Namespace.Length > 0)
            parts.Add($"Namespace: {name.Namespace}.");
        return string.Join(' ', parts);
    }

    private void ReadPart(XmlReader part)
    {
        var (element, name, cref) = (part.Name, part.GetAttribute("name"), part.GetAttribute("cref"));
        var text = DocumentationText.Read(part);
        var line = Text.OneLine(text);
        switch (element)
        {
            case "summary" when Summary.Length == 0:
                Summary = text;
                break;
            case "returns" or "value" when line.Length > 0:
                returns.Add(line);
                break;
            case "param" or "typeparam" when line.Length > 0:
                parameters.Add($"{name}: {line}");
                break;
            case "exception":
                exceptions.Add(Text.OneLine($"Throws {MemberName.ShortName(cref ?? "")}: {line}").TrimEnd(':'));
                break;
            case "remarks" when line.Length > 0:
                remarks.Add(line);
                break;
        }
    }
}
