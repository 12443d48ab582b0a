using System.Text.RegularExpressions;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

// Members of the .NET API with the family of namespaces that they belong to, as far as their documentation does not name it.
internal static partial class NamespaceFamilies
{
    // As many examples of each of the largest families, in order of id; without a limit as many as the smallest of them has.
    public static Example[] Choose(IEnumerable<DocumentedMember> members, int classes, int limit)
    {
        var families = members
            .Select(member => (Member: member, Family: Of(MemberName.Parse(member.Member).Namespace)))
            .Where(one => one.Family is not null)
            .GroupBy(one => one.Family!, one => one.Member, StringComparer.Ordinal)
            .OrderByDescending(family => family.Count()).ThenBy(family => family.Key, StringComparer.Ordinal)
            .Take(classes).ToList();
        if (families.Count < classes)
        {
            throw new PipelineException(
                $"The documentation has {families.Count} families of namespaces, not {classes}: lower classes in the data "
                + "section.");
        }
        var each = limit > 0 ? Math.Max(1, limit / classes) : families.Min(family => family.Count());
        return
        [
            .. families.SelectMany(family => family
                .Select(member => new Example(Text.IdOf(member.Member), WithoutAnswer(member), family.Key))
                .Where(example => example.Document.Length > 0)
                .DistinctBy(example => example.Document, StringComparer.OrdinalIgnoreCase)
                .OrderBy(example => example.Id, StringComparer.Ordinal).Take(each))
                .OrderBy(example => example.Id, StringComparer.Ordinal),
        ];
    }

    // What makes a family of a namespace: System.Collections of System.Collections.Generic.
    private static string? Of(string name) =>
        name.Split('.') is [var root, var next, ..] ? $"{root}.{next}" : null;

    // Qualified names say where a member is from, and so do words of its namespace, alone or in a longer identifier.
    private static string WithoutAnswer(DocumentedMember member)
    {
        var name = MemberName.Parse(member.Member).Namespace;
        var text = $"{member.Summary} {member.Document}".Replace($"Namespace: {name}.", "", StringComparison.Ordinal);
        string[] telling = [.. name.Split('.').Where(segment => segment is not ("System" or "Microsoft"))];
        var words = QualifiedName().Replace(text, " ").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !telling.Any(segment => word.Contains(segment, StringComparison.OrdinalIgnoreCase)));
        return string.Join(' ', words);
    }

    [GeneratedRegex(@"\b(System|Microsoft)(\.\w+)+")]
    private static partial Regex QualifiedName();
}
