using CompressionPipeline.Core;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>The two files of a byte-level BPE.</summary>
internal static class ByteLevelFiles
{
    private const string Fix = "Take vocab.json and merges.txt of one tokenizer.";

    /// <summary>The pieces with their ids, which run from 0.</summary>
    public static Dictionary<string, int> Vocabulary(string path)
    {
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (piece, id) in StrictJson.ReadObject(path, Fix))
        {
            if (!id.Is<int>(out var number) || number < 0)
            {
                throw new InvalidFileException(
                    path, $"the piece '{piece}' has no id from 0 on", Fix, StrictJson.LineOf(path, piece), piece);
            }
            vocabulary.Add(piece, number);
        }
        var taken = vocabulary.Values.ToHashSet();
        return taken.Count == vocabulary.Count && taken.Count > 0 && taken.Max() == vocabulary.Count - 1
            ? vocabulary
            : throw new InvalidFileException(path, $"its {vocabulary.Count} pieces do not have the ids from 0 on, each one", Fix);
    }

    /// <summary>The pairs in their order; a first line that begins with <c>#version</c> is none.</summary>
    public static List<string> Merges(string path, IReadOnlyDictionary<string, int> vocabulary)
    {
        using var lines = new StreamReader(InputFile.Open(path, "Copy it from where vocab.json beside it is from."));
        var (merges, known) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        for (var index = 0; lines.ReadLine() is { } pair; index++)
        {
            if ((index == 0 && pair.StartsWith("#version", StringComparison.Ordinal)) || pair.Length == 0)
                continue;
            if (pair.Split(' ') is not [{ Length: > 0 } left, { Length: > 0 } right])
                throw new InvalidFileException(path, $"'{pair}' is no pair of pieces with a space between them", Fix, index + 1);
            if (new[] { left, right, left + right }.FirstOrDefault(piece => !vocabulary.ContainsKey(piece)) is { } missing)
                throw new InvalidFileException(path, $"the piece '{missing}' is not in vocab.json", Fix, index + 1);
            if (!known.Add(pair))
                throw new InvalidFileException(path, $"the pair '{pair}' stands there already", Fix, index + 1);
            merges.Add(pair);
        }
        return merges;
    }
}
