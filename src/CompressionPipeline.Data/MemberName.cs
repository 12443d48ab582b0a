namespace CompressionPipeline.Data;

/// <summary>A documentation id (<c>M:System.String.Join(System.String,System.String[])</c>) in words.</summary>
/// <param name="Kind">type, constructor, method, operator, property, indexer, field or event.</param>
/// <param name="Display">Short name with parameter types and declaring type: <c>Join(String, String[]) of String</c>.</param>
/// <param name="Namespace">The namespace of the declaring type; empty where there is none.</param>
internal sealed record MemberName(string Kind, string Display, string Namespace)
{
    public static MemberName Parse(string id)
    {
        var (path, arguments) = SplitArguments(id[2..]);
        var segments = path.Split('.');
        if (id[0] is 'T' or 'N')
            return new(id[0] == 'T' ? "type" : "namespace", TypeNames.Short(segments[^1]), NamespaceOf(segments, 1));

        var type = segments.Length > 1 ? TypeNames.Short(segments[^2]) : "";
        var signature = arguments is null ? "" : $"({TypeNames.ShortList(arguments)})";
        var (kind, name) = NameOf(id[0], segments[^1], hasArguments: arguments is not null);
        if (kind == "constructor")
            return new(kind, type + (signature.Length > 0 ? signature : "()"), NamespaceOf(segments, 2));
        if (kind == "method" && signature.Length == 0)
            signature = "()";
        var result = id.LastIndexOf('~') is var tilde and > 0 ? " to " + TypeNames.ShortList(id[(tilde + 1)..]) : "";
        return new(kind, $"{name}{signature}{result} of {type}", NamespaceOf(segments, 2));
    }

    /// <summary>The last name of a documentation id, of a qualified name or of a link.</summary>
    public static string ShortName(string reference)
    {
        if (reference.Contains("://", StringComparison.Ordinal))
            return reference;
        var id = reference.Length > 2 && reference[1] == ':' ? reference[2..] : reference;
        if (reference.StartsWith("N:", StringComparison.Ordinal))
            return id;
        var segments = SplitArguments(id).Path.Split('.');
        return segments[^1] is "#ctor" or "#cctor" && segments.Length > 1
            ? TypeNames.Short(segments[^2])
            : NameOf('M', segments[^1], false).Name;
    }

    private static (string Kind, string Name) NameOf(char kind, string segment, bool hasArguments)
    {
        if (segment is "#ctor" or "#cctor")
            return ("constructor", segment);
        // An explicit implementation spells the interface with # for dots: the member's own name comes last.
        var name = TypeNames.Short(segment[(segment.LastIndexOf('#') + 1)..]);
        return kind switch
        {
            'M' when name.StartsWith("op_", StringComparison.Ordinal) => ("operator", name["op_".Length..]),
            'M' => ("method", name),
            'P' => (hasArguments ? "indexer" : "property", name),
            'E' => ("event", name),
            _ => ("field", name),
        };
    }

    // The namespace of a nested type ends with the types around it: an id does not tell them apart.
    private static string NamespaceOf(string[] segments, int own) =>
        string.Join('.', segments.SkipLast(own).Select(TypeNames.Short));

    private static (string Path, string? Arguments) SplitArguments(string id)
    {
        var open = id.IndexOf('(');
        if (open < 0)
            return (id, null);
        var close = id.LastIndexOf(')');
        return (id[..open], close > open ? id[(open + 1)..close] : id[(open + 1)..]);
    }
}
