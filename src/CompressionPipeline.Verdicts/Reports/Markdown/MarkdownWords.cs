using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

/// <summary>Words with their icon: no verdict is told by a sign or a colour alone.</summary>
internal static class MarkdownWords
{
    public static string Verdict(Verdict verdict) => $"{Words.Icon(verdict)} {Words.Verdict(verdict)}";
}
