using CompressionPipeline.Verdicts.Reports.Page;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Tests.Reports;

namespace Report.Tests;

/// <summary>Leaves pictures for people under artifacts/screenshots, and looks at what a program can see.</summary>
[Collection(BrowserCollection.Name)]
public class ScreenshotTests(Browser browser)
{
    public static TheoryData<string, int, bool> Views
    {
        get
        {
            var views = new TheoryData<string, int, bool>();
            foreach (var report in Reports.Keys)
            {
                foreach (var width in new[] { 1280, 390 })
                {
                    views.Add(report, width, false);
                    views.Add(report, width, true);
                }
            }
            return views;
        }
    }

    private static Dictionary<string, GateResult> Reports { get; } = new()
    {
        ["sweep"] = SampleReport.Sweep,
        ["pass"] = SampleReport.Pass,
        ["fail"] = SampleReport.Fail,
        ["empty"] = SampleReport.Empty,
        ["hostile"] = SampleReport.Hostile,
        ["hundred"] = SampleReport.Many(100),
        ["classification"] = SampleClassification.Result,
    };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Should_Fit_The_Window_Without_A_Complaint_Or_A_Request(string report, int width, bool dark)
    {
        // When
        await using var open = await browser.Open(HtmlReport.Render(Reports[report]), width, dark);
        await open.Picture($"{report}-{width}-{(dark ? "dark" : "light")}");

        // Then
        Assert.Empty(open.Complaints);
        Assert.Empty(open.Requests);
        Assert.Equal(width, await open.Ask<int>("Math.max(document.documentElement.scrollWidth, innerWidth)"));
        Assert.False(await open.Ask<bool>("'hacked' in window"));
    }
}
