using Microsoft.Playwright;
using TestKit;

namespace Report.Tests;

/// <summary>A report that is open in a browser.</summary>
public sealed class OpenReport : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly IBrowserContext context;

    private OpenReport(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>What the console heard: errors, and what the page's policy refused.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Everything that was asked for beside the page itself.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<OpenReport> At(IBrowserContext context, string html)
    {
        var page = await context.NewPageAsync();
        var open = new OpenReport(context, page);
        var address = new Uri(open.folder.Write("report.html", html)).AbsoluteUri;
        page.Console += (_, said) => { if (said.Type is "error" or "warning") open.Complaints.Add(said.Text); };
        page.PageError += (_, error) => open.Complaints.Add(error);
        page.Dialog += async (_, dialog) => { open.Complaints.Add("dialog: " + dialog.Message); await dialog.DismissAsync(); };
        page.Request += (_, request) => { if (request.Url != address
            && !request.Url.StartsWith("data:", StringComparison.Ordinal)) open.Requests.Add(request.Url); };
        await page.GotoAsync(address);
        return open;
    }

    /// <summary>A picture of the whole page, for people: artifacts/screenshots.</summary>
    public async Task Picture(string name) => await Page.ScreenshotAsync(new()
    {
        Path = RepositoryRoot.Combine("artifacts", "screenshots", name + ".png"),
        FullPage = true,
    });

    public Task<T> Ask<T>(string script) => Page.EvaluateAsync<T>(script);

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        folder.Dispose();
    }
}
