using System.Text;

namespace CompressionPipeline.Data;

/// <summary>Shortens the type names of documentation ids: <c>System.Span{System.Byte}@</c> is <c>Span&lt;Byte&gt;</c>.</summary>
internal static class TypeNames
{
    /// <summary>A list of parameter types as it stands between the parentheses of an id.</summary>
    public static string ShortList(string arguments)
    {
        var text = new StringBuilder();
        var start = 0;
        arguments = arguments.Replace("0:", "", StringComparison.Ordinal); // lower bounds of a multi-dimensional array
        for (var i = 0; i <= arguments.Length; i++)
        {
            if (i < arguments.Length && !IsDelimiter(arguments[i]))
                continue;
            var name = arguments[start..i];
            text.Append(Short(name[(name.LastIndexOf('.') + 1)..]));
            if (i < arguments.Length)
                text.Append(arguments[i] switch { '{' => "<", '}' => ">", ',' => ", ", '@' => "", var c => c.ToString() });
            start = i + 1;
        }
        return text.ToString();
    }

    /// <summary>One name without its arity; a type parameter's number becomes <c>T</c>.</summary>
    public static string Short(string name)
    {
        var tick = name.IndexOf('`');
        return tick switch
        {
            < 0 => name,
            0 => "T",
            _ => name[..tick],
        };
    }

    private static bool IsDelimiter(char c) => c is '{' or '}' or ',' or '@' or '*' or '[' or ']';
}
