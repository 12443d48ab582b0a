using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Reports.Page;
using CompressionPipeline.Verdicts.Tests.Reports;

namespace Report.Tests;

/// <summary>Names and texts from outside stay names and texts.</summary>
[Collection(BrowserCollection.Name)]
public class SafetyTests(Browser browser)
{
    private static readonly string Hostile = HtmlReport.Render(SampleReport.Hostile);

    [Fact]
    public async Task Should_Not_Run_A_Text_When_Everything_Is_Opened_And_Focused()
    {
        // Given
        await using var open = await browser.Open(Hostile);

        // When
        await open.Page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");
        await open.Page.EvaluateAsync(
            "document.querySelectorAll('a, button, summary, [tabindex]').forEach(one => { one.focus(); one.dispatchEvent(new "
            + "Event('pointerenter')); })");

        // Then
        Assert.Empty(open.Complaints);
        Assert.Empty(open.Requests);
        Assert.False(await open.Ask<bool>("'hacked' in window"));
        Assert.Equal(1, await open.Ask<int>("document.scripts.length"));
        Assert.Equal(0, await open.Ask<int>("document.images.length"));
        Assert.Empty(await open.Ask<string[]>(
            "[...document.querySelectorAll('*:not(.tip)')].flatMap(one => [...one.attributes]).filter(one => "
            + "one.name.startsWith('on') || one.name === 'style').map(one => one.name)"));
    }

    [Fact]
    public async Task Should_Show_A_Name_Letter_By_Letter()
    {
        // Given
        await using var open = await browser.Open(Hostile);

        // Then
        Assert.Equal(HostileTexts.All[0], await open.Page.InnerTextAsync("h1"));
        Assert.Equal(HostileTexts.All[1], await open.Page.InnerTextAsync("#variant-1 > summary .who"));
    }

    [Fact]
    public async Task Should_Let_No_Script_In_That_Is_Not_Its_Own()
    {
        // Given
        var changed = Hostile.Replace("</main>",
            "<script>window.hacked = 1</script><img src=\"data:,\" onerror=\"window.hacked = 1\"></main>",
            StringComparison.Ordinal);

        // When
        await using var open = await browser.Open(changed);

        // Then
        Assert.False(await open.Ask<bool>("'hacked' in window"));
        Assert.NotEmpty(open.Complaints);
    }

    [Fact]
    public async Task Should_Say_Everything_Without_A_Script()
    {
        // Given
        var silent = HtmlReport.Render(SampleReport.Sweep)
            .Replace("script-src 'sha256", "script-src 'none' 'sha256", StringComparison.Ordinal)
            .Replace("<script>", "<script type=\"text/plain\">", StringComparison.Ordinal);

        // When
        await using var open = await browser.Open(silent);

        // Then
        Assert.True(await open.Page.IsVisibleAsync("#plot-0"));
        Assert.True(await open.Page.IsVisibleAsync("#plot-1"));
        Assert.True(await open.Page.IsVisibleAsync(".sortable"));
        Assert.False(await open.Page.IsVisibleAsync("#theme"));
    }
}
