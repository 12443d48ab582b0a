using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Reports.Page;
using CompressionPipeline.Verdicts.Tests.Reports;

namespace Report.Tests;

/// <summary>Everything on the page is reached and used without a mouse.</summary>
[Collection(BrowserCollection.Name)]
public class KeyboardTests(Browser browser)
{
    private const string Focused = "document.activeElement";

    private static readonly string Sweep = HtmlReport.Render(SampleReport.Sweep);

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Should_Reach_Every_Point_Of_The_Plot_And_Show_Where_It_Is(int width)
    {
        // Given
        await using var open = await browser.Open(Sweep, width);
        var plot = width > 720 ? "#plot-0 .wide" : "#plot-0 .narrow";
        var points = await open.Ask<int>($"document.querySelectorAll('{plot} .point').length");

        // When
        await open.Page.FocusAsync($"{plot} .point");
        var reached = new List<string>();
        for (var i = 0; i < points; i++)
        {
            Assert.True(await open.Ask<bool>($"{Focused}.matches('{plot} .point')"));
            Assert.Equal("3px", await open.Ask<string>($"getComputedStyle({Focused}.querySelector('.target')).strokeWidth"));
            reached.Add(await open.Page.InnerTextAsync(".tip"));
            await open.Page.Keyboard.PressAsync("Tab");
        }

        // Then
        Assert.Equal(13, points);
        Assert.Equal(points, reached.Distinct().Count());
        Assert.All(reached, words => Assert.Contains("ROUGE-2", words));
        Assert.False(await open.Page.IsVisibleAsync(".tip"));
    }

    [Fact]
    public async Task Should_Need_Few_Tabs_For_A_Hundred_Points_And_Walk_Them_By_Arrows()
    {
        // Given
        await using var open = await browser.Open(HtmlReport.Render(SampleReport.Many(100)));

        // When
        await open.Page.FocusAsync("#plot-0 .wide .point");
        var first = await open.Page.InnerTextAsync(".tip");
        await open.Page.Keyboard.PressAsync("ArrowRight");

        // Then
        Assert.InRange(await open.Ask<int>("document.querySelectorAll('#plot-0 .wide .point[tabindex=\"0\"]').length"), 2, 40);
        Assert.NotEqual(first, await open.Page.InnerTextAsync(".tip"));
    }

    [Fact]
    public async Task Should_Lead_From_A_Point_To_Its_Variant_And_Open_It()
    {
        // Given
        await using var open = await browser.Open(Sweep);

        // When
        await open.Page.FocusAsync("#plot-0 .wide .point[href='#variant-3']");
        await open.Page.Keyboard.PressAsync("Enter");

        // Then
        await open.Page.WaitForFunctionAsync("document.getElementById('variant-3').open");
        Assert.True(await open.Ask<bool>($"{Focused}.closest('#variant-3') !== null"));
    }

    [Fact]
    public async Task Should_Unfold_A_Part_By_Enter()
    {
        // Given
        await using var open = await browser.Open(Sweep);

        // When
        await open.Page.FocusAsync("#variant-0 > summary");
        await open.Page.Keyboard.PressAsync("Enter");

        // Then
        Assert.True(await open.Ask<bool>("document.getElementById('variant-0').open"));
        Assert.True(await open.Page.IsVisibleAsync("#variant-0 .boxes"));
    }

    [Theory]
    [InlineData("Change", 4, "e4-d1")]
    [InlineData("Parameters", 7, "e4-d1")]
    [InlineData("Speed, batch 1", 5, "baseline")]
    [InlineData("Verdict", 1, "baseline")]
    public async Task Should_Sort_The_Table_By_A_Heading_Both_Ways(string heading, int column, string first)
    {
        // Given
        await using var open = await browser.Open(Sweep);

        // When
        await open.Page.FocusAsync($".sortable thead button:text-is('{heading}')");
        await open.Page.Keyboard.PressAsync("Enter");

        // Then
        Assert.Equal("ascending", await open.Ask<string>(
            $"document.querySelectorAll('.sortable thead th')[{column}].getAttribute('aria-sort')"));
        Assert.StartsWith(first, await open.Page.InnerTextAsync(".sortable tbody tr:first-child th"));
        var up = await Values(open, column);
        Assert.Equal(up.Order(), up);
        await open.Page.Keyboard.PressAsync("Space");
        Assert.Equal("descending", await open.Ask<string>(
            $"document.querySelectorAll('.sortable thead th')[{column}].getAttribute('aria-sort')"));
        Assert.Equal(up.OrderDescending(), await Values(open, column));
    }

    [Fact]
    public async Task Should_Skip_To_The_Results_First()
    {
        // Given
        await using var open = await browser.Open(Sweep);

        // When
        await open.Page.Keyboard.PressAsync("Tab");
        var visible = await open.Ask<double>($"{Focused}.getBoundingClientRect().top");
        await open.Page.Keyboard.PressAsync("Enter");

        // Then
        Assert.True(visible >= 0);
        Assert.Equal("main", await open.Ask<string>($"{Focused}.id"));
    }

    [Fact]
    public async Task Should_Change_What_Stands_Across()
    {
        // Given
        await using var open = await browser.Open(Sweep);

        // When
        await open.Page.FocusAsync(".switch [data-show='plot-1']");
        await open.Page.Keyboard.PressAsync("Enter");

        // Then
        Assert.False(await open.Page.IsVisibleAsync("#plot-0"));
        Assert.True(await open.Page.IsVisibleAsync("#plot-1 .wide .point >> nth=0"));
        Assert.Equal("true", await open.Page.GetAttributeAsync(".switch [data-show='plot-1']", "aria-pressed"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_Turn_From_Light_To_Dark_And_Back(bool dark)
    {
        // Given
        await using var open = await browser.Open(Sweep, dark: dark);
        const string page = "getComputedStyle(document.documentElement).backgroundColor";
        var before = await open.Ask<string>(page);

        // When
        await open.Page.FocusAsync("#theme");
        await open.Page.Keyboard.PressAsync("Enter");

        // Then
        Assert.NotEqual(before, await open.Ask<string>(page));
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(before, await open.Ask<string>(page));
    }

    [Fact]
    public async Task Should_Copy_A_Command_Without_A_Network()
    {
        // Given
        await using var open = await browser.Open(Sweep);

        // When
        await open.Page.FocusAsync("[data-copy='command-1']");
        await open.Page.Keyboard.PressAsync("Enter");

        // Then
        await open.Page.WaitForSelectorAsync("[data-copy='command-1']:text-is('Copied')");
        await open.Page.EvaluateAsync("document.body.insertAdjacentHTML('beforeend', '<textarea id=probe></textarea>')");
        await open.Page.FocusAsync("#probe");
        await open.Page.Keyboard.PressAsync("Control+V");
        Assert.Equal(SampleReport.Sweep.Commands[1], await open.Page.InputValueAsync("#probe"));
    }

    private static async Task<double[]> Values(OpenReport open, int column) =>
        await open.Ask<double[]>(
            $"[...document.querySelectorAll('.sortable tbody tr')].map(row => Number(row.cells[{column}].dataset.value))");
}
