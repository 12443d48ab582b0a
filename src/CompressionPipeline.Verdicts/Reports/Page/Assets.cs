using System.Security.Cryptography;
using System.Text;
using CompressionPipeline.Verdicts.Reports.Markup;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>The page's style sheet and script, and the hashes by which alone the page lets them in.</summary>
internal static class Assets
{
    public static Html Style { get; } = Html.Trusted(Read("report.css"));

    public static Html Script { get; } = Html.Trusted(Read("report.js"));

    /// <summary>What the browser may load and run.</summary>
    public static Html Policy { get; } = Html.Trusted(
        $"default-src 'none'; img-src data:; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; base-uri 'none'; "
            + $"form-action 'none'");

    private static string Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return "\n" + reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Hash(Html asset) =>
        "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(asset.ToString())));
}
