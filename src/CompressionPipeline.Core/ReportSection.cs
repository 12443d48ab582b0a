namespace CompressionPipeline.Core;

/// <summary>A part of a report: of <c>report.md</c>, a comment, a step's page, a release's text.</summary>
/// <param name="Title">Plain text; empty for none.</param>
/// <param name="Markdown">Markdown without HTML: a comment shows tags and does not obey them. Texts from outside are escaped by
/// <see cref="Core.Markdown"/>.</param>
/// <param name="Importance">What is less important is left out first where not all fits; 0-100.</param>
public sealed record ReportSection(string Title, string Markdown, int Importance)
{
    /// <summary>Details: folded, so that only the title is shown until the reader opens it.</summary>
    public bool Folded { get; init; }

    /// <summary>Its first lines matter most, so the last ones may be left out.</summary>
    public bool CutAtLines { get; init; }
}
