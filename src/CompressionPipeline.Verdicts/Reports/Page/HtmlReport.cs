using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>
/// <c>report.html</c>: one file that a browser opens without network. It holds no clock and asks nobody: the same result gives
/// the same bytes. Texts of examples are in it where the gate's <c>examples</c> is above 0.
/// </summary>
public static class HtmlReport
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "report.html";

    /// <summary>The page of a judged result.</summary>
    public static string Render(GateResult result)
    {
        var sections = Sections(result).Where(section => !section.Content.IsEmpty).ToList();
        return Html.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{Assets.Policy}">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>{Words.Verdict(result.Verdict)}: {Words.Line(result.Model)}</title>
            <link rel="icon" href="data:,">
            <style>{Assets.Style}</style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the results</a>
            {PageHeader.Render(result, sections)}
            <main id="main" tabindex="-1">
            {sections.Select(section => section.Render())}
            </main>
            <footer><p>Made from result.json, schema {result.SchemaVersion}.
            Every number can be computed again from the samples in it.</p></footer>
            <script>{Assets.Script}</script>
            </body>
            </html>

            """).ToString();
    }

    private static IEnumerable<Section> Sections(GateResult result)
    {
        var misses = new Section("why", MissesSection.Title(result), MissesSection.Render(result));
        return result.Verdict == Verdict.Pass
            ? [.. Overview(result), misses, .. Depth(result)]
            : [misses, .. Overview(result), .. Depth(result)];
    }

    private static IEnumerable<Section> Overview(GateResult result) =>
    [
        new("waivers", "Waivers", ShortSections.Waivers(result)),
        new("noise", "The machine was noisy", ShortSections.Noise(result)) { Short = "Noise" },
        new("models", result.Variants.Count == 1 ? "Both models" : "All models", TableSection.Render(result)),
        new("frontier", "Quality against cost", FrontierSection.Render(result)),
        new("search", "What the search found", SearchSection.Render(result)) { Short = "Search" },
        new("quality", "Quality, against the unpruned model", Charts.Quality(result)) { Short = "Quality" },
        new("speed", "Speed, against the unpruned model", Charts.Speed(result)) { Short = "Speed" },
    ];

    private static IEnumerable<Section> Depth(GateResult result) =>
    [
        new("variants", result.Variants.Count == 1 ? "In detail"
            : "Each variant in detail", VariantsSection.Render(result)) { Short = "Details" },
        new("conditions", "How it was measured", ConditionsSection.Render(result)) { Short = "Method" },
        new("commands", "Repeat it", ShortSections.Commands(result)),
    ];
}
