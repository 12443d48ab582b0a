using System.Globalization;
using System.Text;

namespace CompressionPipeline.Verdicts.Reports.Markup;

/// <summary>Values of a YAML document that read back as what they were, whatever they hold.</summary>
internal static class YamlText
{
    /// <summary>A text, always in double quotes.</summary>
    public static string Text(string text)
    {
        var quoted = new StringBuilder("\"");
        // Half of a pair becomes the sign for what cannot be shown.
        foreach (var letter in text.EnumerateRunes())
        {
            quoted.Append(letter.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when Rune.IsControl(letter) || letter.Value is 0x2028 or 0x2029 or 0xfeff or 0xfffe or 0xffff =>
                    $"\\u{letter.Value:x4}",
                _ => letter.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }

    public static string Number(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
