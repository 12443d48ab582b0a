using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

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

/// <summary>Decides the split of a pair by its summary alone, so that no summary stands in two splits.</summary>
public static class Splits
{
    /// <summary>The split of a summary, by the SHA-256 of its lower-cased text: 90/5/5.</summary>
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

    /// <summary>What makes two summaries the same: their lower-cased text, however its lines are broken.</summary>
    public static string Key(string summary) => Text.OneLine(summary).ToLowerInvariant();
}
