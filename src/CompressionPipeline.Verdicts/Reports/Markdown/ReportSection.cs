namespace CompressionPipeline.Verdicts.Reports.Markdown;

/// <summary>A part of a report that is put together elsewhere: a comment, a release's text.</summary>
/// <param name="Title">Plain text; empty for none.</param>
/// <param name="Markdown">Markdown without HTML; texts from outside are escaped.</param>
/// <param name="Importance">What is less important is left out first where not all fits; 0-100.</param>
public sealed record ReportSection(string Title, string Markdown, int Importance)
{
    /// <summary>Worth a look only for those who doubt.</summary>
    public bool Folded { get; init; }

    /// <summary>Its first lines matter most, so the last ones may be left out.</summary>
    public bool CutAtLines { get; init; }
}
