using System.Xml;
using System.Xml.Linq;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>A pair that a documentation file offers.</summary>
internal sealed record DocumentedMember(string Member, bool HasDetails, string Document, string Summary);

/// <summary>The pairs of one documentation XML file, read member by member.</summary>
internal static class DocumentationFile
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
    };

    // Their summaries are C prototypes and machine instructions, not sentences.
    private static readonly string[] Prototypes =
        ["System.Runtime.Intrinsics.Arm.", "System.Runtime.Intrinsics.Wasm.", "System.Runtime.Intrinsics.X86."];

    public static List<DocumentedMember> Read(string path)
    {
        var members = new List<DocumentedMember>();
        try
        {
            using var reader = XmlReader.Create(path, Settings);
            while (reader.ReadToFollowing("member"))
            {
                var id = reader.GetAttribute("name");
                using var subtree = reader.ReadSubtree();
                var documentation = MemberDocumentation.Of(XElement.Load(subtree));
                if (id is { Length: > 2 } && FirstSentence.Of(documentation.Summary) is { } summary && IsSentence(summary)
                    && SaysEnough(id, documentation))
                    members.Add(new(id, documentation.Details.Count > 0, documentation.Document(MemberName.Parse(id)), summary));
            }
        }
        catch (XmlException error)
        {
            throw new PipelineException(
                $"{path} is not well-formed documentation XML: {error.Message} Install the .NET SDK again.", error);
        }
        return members;
    }

    // Methods and properties carry a signature; nobody guesses a summary from the bare name of a type or an enumeration's field.
    private static bool SaysEnough(string id, MemberDocumentation documentation) =>
        (id[0] is 'M' or 'P' || documentation.Details.Count > 0)
        && !Prototypes.Any(name => id.AsSpan(2).StartsWith(name, StringComparison.Ordinal));

    // Fewer than three words are no sentence; more than forty do not fit into a target.
    private static bool IsSentence(string summary) => summary.Count(c => c == ' ') + 1 is >= 3 and <= 40;
}
