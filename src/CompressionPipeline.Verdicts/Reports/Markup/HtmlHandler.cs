using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace CompressionPipeline.Verdicts.Reports.Markup;

/// <summary>Makes markup of an interpolated string: what stands in the source is markup, what is put into it is text.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlHandler
{
    private readonly StringBuilder markup;

    public HtmlHandler(int literalLength, int formattedCount) =>
        markup = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string literal) => markup.Append(literal);

    public void AppendFormatted(string? text) => markup.Append(Html.Escape(text));

    public void AppendFormatted(Html piece) => markup.Append(piece.ToString());

    public void AppendFormatted(IEnumerable<Html> pieces)
    {
        foreach (var piece in pieces)
            markup.Append(piece.ToString());
    }

    public void AppendFormatted(int number) => markup.Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A coordinate: a tenth of a pixel is enough.</summary>
    public void AppendFormatted(double number) => markup.Append(number.ToString("0.#", CultureInfo.InvariantCulture));

    public string ToMarkup() => markup.ToString();
}
