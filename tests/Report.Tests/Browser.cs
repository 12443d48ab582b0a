using Microsoft.Playwright;

namespace Report.Tests;

/// <summary>One headless Chromium for all tests of the page.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Opens a page from disk, as a reader does, and watches what it says and asks for.</summary>
    /// <param name="html">The page.</param>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="dark">What the reader's system prefers.</param>
    public async Task<OpenReport> Open(string html, int width = 1280, bool dark = false)
    {
        var context = await browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            HasTouch = width < 500,
        });
        return await OpenReport.At(context, html);
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Find(),
            // A container's root has no sandbox to run in.
            Args = Environment.UserName == "root" ? ["--no-sandbox"] : [],
        });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>All tests that share the browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Browser>
{
    public const string Name = "browser";
}
