using System.Text.RegularExpressions;
using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Metrics.Bleu;

/// <summary>Counts what BLEU is made of, with the tokens of mteval's version 13a, as sacreBLEU does by default.</summary>
internal sealed partial class BleuMetric : ITextMetric
{
    private const int Orders = 4;

    public MetricDefinition Definition { get; } = MetricCatalogue.Find("bleu")!;

    public string Signature => "bleu|compression-pipeline-1|tokens:13a|case:mixed|smooth:exp";

    public IReadOnlyList<double> Score(string reference, string text)
    {
        var (expected, written) = (Tokens(reference), Tokens(text));
        return
        [
            .. Enumerable.Range(1, Orders).Select(n => (double)Matches(expected, written, n)),
            .. Enumerable.Range(1, Orders).Select(n => (double)Math.Max(written.Length - n + 1, 0)),
            expected.Length,
        ];
    }

    internal static string[] Tokens(string text)
    {
        var line = text.Replace("<skipped>", "", StringComparison.Ordinal).Replace("-\n", "", StringComparison.Ordinal)
            .Replace('\n', ' ')
            .Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);
        line = Sign().Replace($" {line} ", " $1 ");
        line = PointAfterOther().Replace(line, "$1 $2 ");
        line = PointBeforeOther().Replace(line, " $1 $2");
        return DashAfterDigit().Replace(line, "$1 $2 ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    // Of n-grams that stand in both texts, as many match as the rarer side has.
    private static int Matches(string[] reference, string[] text, int n)
    {
        var left = Grams(reference, n).CountBy(gram => gram).ToDictionary();
        var matches = 0;
        foreach (var gram in Grams(text, n))
        {
            if (left.GetValueOrDefault(gram) <= 0)
                continue;
            left[gram]--;
            matches++;
        }
        return matches;
    }

    private static IEnumerable<string> Grams(string[] tokens, int n) =>
        Enumerable.Range(0, Math.Max(tokens.Length - n + 1, 0)).Select(start => string.Join(' ', tokens, start, n));

    [GeneratedRegex(@"([\{-\~\[-\` -\&\(-\+\:-\@\/])")]
    private static partial Regex Sign();

    [GeneratedRegex(@"([^0-9])([\.,])")]
    private static partial Regex PointAfterOther();

    [GeneratedRegex(@"([\.,])([^0-9])")]
    private static partial Regex PointBeforeOther();

    [GeneratedRegex("([0-9])(-)")]
    private static partial Regex DashAfterDigit();
}
