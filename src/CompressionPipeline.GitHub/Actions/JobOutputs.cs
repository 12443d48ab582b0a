using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Connecting;

namespace CompressionPipeline.GitHub.Actions;

/// <summary>
/// Hands values to later steps and jobs, through the file that <c>GITHUB_OUTPUT</c> names. No value can end early and name
/// another.
/// </summary>
internal static partial class JobOutputs
{
    /// <summary>Appends outputs to the file.</summary>
    /// <param name="path">As in <c>GITHUB_OUTPUT</c>.</param>
    /// <param name="outputs">Names (letters, digits, _ and -, a letter or _ first) and values (any text).</param>
    public static void Append(string path, IEnumerable<KeyValuePair<string, string>> outputs)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in outputs)
        {
            if (!Name().IsMatch(name))
                throw new PipelineException(
                    $"'{SingleLine.Of(name)}' is not a name for a job output: use letters, digits, _ and -, a letter or _ "
                        + $"first.");
            var end = Delimiter(value);
            text.Append(name).Append("<<").Append(end).Append('\n').Append(value).Append('\n').Append(end).Append('\n');
        }
        AppendedFile.Write(path, text.ToString());
    }

    // Random, so that a value cannot contain it on purpose.
    private static string Delimiter(string value)
    {
        string end;
        do
        {
            end = "end-" + RandomNumberGenerator.GetHexString(32, lowercase: true);
        }
        while (value.Contains(end, StringComparison.Ordinal));
        return end;
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_-]{0,99}\z")]
    private static partial Regex Name();
}
