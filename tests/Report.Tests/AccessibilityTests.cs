using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Reports.Page;
using CompressionPipeline.Verdicts.Tests.Reports;

namespace Report.Tests;

/// <summary>What a program can tell of WCAG 2.2 AA.</summary>
[Collection(BrowserCollection.Name)]
public class AccessibilityTests(Browser browser)
{
    private static readonly string Sweep = HtmlReport.Render(SampleReport.Sweep);
    private static readonly string Search = HtmlReport.Render(SampleClassification.Result);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Should_Set_Every_Text_Off_Its_Ground(bool hasSearch, bool dark)
    {
        // Given
        await using var open = await browser.Open(hasSearch ? Search : Sweep, dark: dark);
        await open.Page.EvaluateAsync("document.querySelectorAll('details').forEach(part => part.open = true)");

        // Then
        Assert.Empty(await open.Ask<string[]>(Contrast));
    }

    [Fact]
    public async Task Should_Have_A_Language_Landmarks_And_Headings_In_Order()
    {
        // Given
        await using var open = await browser.Open(Sweep);

        // When
        var levels = await open.Ask<int[]>(
            "[...document.querySelectorAll('h1,h2,h3,h4,h5')].map(heading => Number(heading.tagName[1]))");

        // Then
        Assert.Equal("en", await open.Ask<string>("document.documentElement.lang"));
        Assert.Equal(1, levels.Count(level => level == 1));
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.Equal("1,1,1,1", await open.Ask<string>(
            "['header', 'nav', 'main', 'footer'].map(name => document.querySelectorAll(name).length).join()"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_Name_What_Can_Be_Used_And_What_Is_Drawn(bool hasSearch)
    {
        // Given
        await using var open = await browser.Open(hasSearch ? Search : Sweep);

        // Then
        Assert.Empty(await open.Ask<string[]>(
            "[...document.querySelectorAll('a, button, summary')].filter(one => !(one.getAttribute('aria-label') || "
            + "one.textContent).trim()).map(one => one.outerHTML)"));
        Assert.Empty(await open.Ask<string[]>(
            "[...document.querySelectorAll('svg:not([aria-hidden]), [role=region], [role=group]')].filter(one => "
            + "!one.getAttribute('aria-label')).map(one => one.outerHTML.slice(0, 80))"));
        Assert.Empty(await open.Ask<string[]>(
            "[...document.querySelectorAll('[id]')].map(one => one.id).filter((id, i, all) => all.indexOf(id) !== i)"));
        Assert.Empty(await open.Ask<string[]>(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(one => one.getAttribute('href').slice(1)).filter(id => "
            + "!document.getElementById(id))"));
        Assert.Empty(await open.Ask<string[]>(
            "[...document.querySelectorAll('table')].filter(one => !one.querySelector('th[scope=col]') || "
            + "!one.querySelector('th[scope=row]')).map(one => one.outerHTML.slice(0, 80))"));
    }

    [Fact]
    public async Task Should_Show_Where_The_Keyboard_Is()
    {
        // Given
        await using var open = await browser.Open(Sweep);

        // Then
        for (var i = 0; i < 25; i++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            Assert.True(await open.Ask<bool>(
                "getComputedStyle(document.activeElement).outlineStyle !== 'none' || document.activeElement.matches('.point')"));
        }
    }

    [Fact]
    public async Task Should_Be_Big_Enough_For_A_Finger()
    {
        // Given
        await using var open = await browser.Open(Sweep, 390);

        // Then
        Assert.Empty(await open.Ask<string[]>(
            "[...document.querySelectorAll('button, summary')].filter(one => one.offsetParent && "
            + "one.getBoundingClientRect().height < 24).map(one => one.outerHTML)"));
    }

    // Text against the first ground behind it that is not transparent; WCAG's formula. Drawings' texts have fill for colour.
    private const string Contrast = """
        (() => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const rgba = colour => {
            canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data];
          };
          const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
          const light = rgb => {
            const [r, g, b] = rgb.map(v => linear(v / 255));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = one => {
            const layers = [];
            for (let at = one; at; at = at.parentElement) {
              const colour = rgba(getComputedStyle(at).backgroundColor);
              if (colour[3]) { layers.push(colour); if (colour[3] === 255) break; }
            }
            return layers.reverse().reduce(
              (under, [r, g, b, a]) => [r, g, b].map((v, i) => v * a / 255 + under[i] * (1 - a / 255)), [255, 255, 255]);
          };
          const poor = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const [text, one] = [walker.currentNode.textContent.trim(), walker.currentNode.parentElement];
            if (!text || !one.getClientRects().length || one.closest('script, style, title, .skip')) continue;
            const style = getComputedStyle(one);
            const ink = rgba(one.closest('svg') ? style.fill : style.color).slice(0, 3);
            const [a, b] = [light(ink), light(ground(one))].sort((x, y) => y - x);
            const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
            const contrast = (a + 0.05) / (b + 0.05);
            if (contrast < (large ? 3 : 4.5)) {
              const where = `${one.tagName}.${one.getAttribute('class')} ${style.color}`;
              poor.add(`${where} ${contrast.toFixed(2)}: ${text.slice(0, 30)}`);
            }
          }
          return [...poor];
        })()
        """;
}
