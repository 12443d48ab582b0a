using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>The part of a data set that an example belongs to.</summary>
public enum Split
{
    /// <summary>90 %: what weights are fitted to.</summary>
    Train,

    /// <summary>5 %: what training watches.</summary>
    Validation,

    /// <summary>5 %: what verdicts are reached on.</summary>
    Test,
}

/// <summary>What decides the split of an example.</summary>
public enum SplitBy
{
    /// <summary>Its text, so that none stands in two splits: 90/5/5.</summary>
    Text,

    /// <summary>The name of its file, or of the file's folder.</summary>
    File,
}

/// <summary>Decides the split of an example.</summary>
public static partial class Splits
{
    /// <summary>The example's own split; else by its text, so that no summary, or no text to classify, stands in two
    /// splits.</summary>
    public static Split Of(Example example, ModelTask task) => example.Split
        ?? Of(task == ModelTask.Summarization ? example.Target : $"{example.Document}\n{example.Second}");

    /// <summary>The split that a file's name or its folder's names, as data sets of the Hugging Face hub have them.</summary>
    /// <exception cref="PipelineException">Neither names one.</exception>
    public static Split OfFile(string path)
    {
        foreach (var name in new[] { Path.GetFileName(path), Path.GetFileName(Path.GetDirectoryName(path)) ?? "" })
        {
            if (Named().Match(name) is { Success: true } match)
            {
                return match.Groups["train"].Success ? Split.Train
                    : match.Groups["validation"].Success ? Split.Validation : Split.Test;
            }
        }
        throw new PipelineException(
            $"{path}: neither the file nor its folder is named after train, validation or test. Rename it, leave it out, or let "
            + "the text decide (split-by: text).");
    }

    /// <summary>The split of a text, by the SHA-256 of its lower-cased form: 90/5/5.</summary>
    public static Split Of(string summary)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Key(summary)));
        return (BinaryPrimitives.ReadUInt32BigEndian(hash) % 100) switch
        {
            < 90 => Split.Train,
            < 95 => Split.Validation,
            _ => Split.Test,
        };
    }

    /// <summary>The key under which two summaries are the same: the lower-cased text on one line.</summary>
    public static string Key(string summary) => Text.OneLine(summary).ToLowerInvariant();

    [GeneratedRegex(
        "(?<![a-z0-9])(?:(?<train>train|training)|(?<validation>validation|valid|val|dev)|"
            + "test|testing|eval|evaluation)(?![a-z0-9])",
        RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
