using System.Text;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

/// <summary><c>report.md</c>: the sections of a result, what matters most first. No text of an example is in it.</summary>
public static class MarkdownReport
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "report.md";

    /// <summary>The report of a judged result.</summary>
    public static string Render(GateResult result)
    {
        var parts = ReportSections.Parts(result);
        var text = new StringBuilder($"<!-- compression-pipeline:{Uri.EscapeDataString(result.Model)} -->\n");
        text.Append($"## {MarkdownText.Escape(parts[0].Title)}\n\n{parts[0].Markdown}");
        foreach (var part in parts.Skip(1))
            text.Append(part.Folded ? MarkdownText.Folded(part.Title, part.Markdown)
                : $"### {part.Title}\n\n{part.Markdown.TrimEnd('\n')}\n\n");
        return text.ToString();
    }
}
