using CompressionPipeline.Core;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// The pieces with a meaning, and where an encoder wants them: BERT <c>[CLS] a [SEP] b [SEP]</c>, RoBERTa
/// <c>&lt;s&gt; a &lt;/s&gt;&lt;/s&gt; b &lt;/s&gt;</c>.
/// </summary>
/// <param name="Start">Begins every text.</param>
/// <param name="End">Ends every text.</param>
/// <param name="Pad">Fills the end of shorter rows.</param>
/// <param name="BetweenTexts">How many of <paramref name="End"/> stand between two texts.</param>
/// <param name="HasTypes">Whether the ids of a second text have the type 1.</param>
internal sealed record SpecialPieces(int Start, int End, int Pad, int BetweenTexts, bool HasTypes)
{
    /// <summary>The id of a special piece.</summary>
    /// <exception cref="PipelineException">The vocabulary does not have it.</exception>
    public static int Id(IReadOnlyDictionary<string, int> vocabulary, string piece, string path) =>
        vocabulary.TryGetValue(piece, out var id)
            ? id
            : throw new InvalidFileException(
                path, $"it does not have the piece '{piece}'",
                "Take the vocabulary that the model was trained with, or name its special pieces in "
                + $"{EncoderSettings.FileName}.");

    /// <summary>One text or two with their special ids; no more of them is read than there is room for.</summary>
    /// <param name="first">Gives the first ids of the first text, at most so many.</param>
    /// <param name="second">The same of a second text; null where there is none.</param>
    /// <param name="maxLength">Ids at most.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not even the special ids have room.</exception>
    public EncodedTexts Around(Func<int, IReadOnlyList<int>> first, Func<int, IReadOnlyList<int>>? second, int maxLength)
    {
        var special = second is null ? 2 : 2 + BetweenTexts;
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, special);
        var room = maxLength - special;
        var (one, two) = (first(room), second?.Invoke(room));
        // Of two texts that are both too long, an odd rest belongs to the longer one, which only whole texts tell.
        if (two is not null && room % 2 == 1 && one.Count == room && two.Count == room)
            (one, two) = (first(int.MaxValue), second!(int.MaxValue));
        var (ofFirst, ofSecond) = Share(one.Count, two?.Count ?? 0, room);
        List<int> ids = [Start, .. one.Take(ofFirst), End];
        if (two is null)
            return new([.. ids], new int[ids.Count]);
        ids.AddRange(Enumerable.Repeat(End, BetweenTexts - 1));
        var start = ids.Count;
        ids.AddRange([.. two.Take(ofSecond), End]);
        return new([.. ids], [.. ids.Select((_, i) => HasTypes && i >= start ? 1 : 0)]);
    }

    // The longer text is cut to the shorter one's length first, then both are cut alike; an odd rest belongs to the longer one,
    // or to the second: as Hugging Face's tokenizers share it (longest_first).
    private static (int First, int Second) Share(int first, int second, int room)
    {
        if (first + (long)second <= room)
            return (first, second);
        var (shorter, longer) = (Math.Min(first, second), Math.Max(first, second));
        longer = Math.Min(longer, Math.Max(shorter, room - shorter));
        if (shorter + longer > room)
            (shorter, longer) = (room / 2, room - (room / 2));
        return first > second ? (longer, shorter) : (shorter, longer);
    }
}
