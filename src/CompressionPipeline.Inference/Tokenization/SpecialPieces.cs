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
    /// <summary>Special ids of one text, or of two.</summary>
    public int Count(bool pair) => pair ? 2 + BetweenTexts : 2;

    /// <summary>One text or two with their special ids.</summary>
    public EncodedTexts Around(IReadOnlyList<int> first, IReadOnlyList<int>? second, int maxLength)
    {
        var room = maxLength - Count(second is not null);
        var (ofFirst, ofSecond) = Share(first.Count, second?.Count ?? 0, room);
        List<int> ids = [Start, .. first.Take(ofFirst), End];
        if (second is null)
            return new([.. ids], new int[ids.Count]);
        ids.AddRange(Enumerable.Repeat(End, BetweenTexts - 1));
        var start = ids.Count;
        ids.AddRange([.. second.Take(ofSecond), End]);
        return new([.. ids], [.. ids.Select((_, i) => HasTypes && i >= start ? 1 : 0)]);
    }

    /// <summary>The same for texts of which no more is read than there is room for.</summary>
    /// <param name="first">Gives the first ids of the first text, at most so many.</param>
    /// <param name="second">The same of a second text; null where there is none.</param>
    /// <param name="room">From <see cref="RoomFor"/>.</param>
    /// <param name="maxLength">Ids at most.</param>
    public EncodedTexts Around(
        Func<int, IReadOnlyList<int>> first, Func<int, IReadOnlyList<int>>? second, int room, int maxLength)
    {
        var (one, two) = (first(room), second?.Invoke(room));
        // Of two texts that are both too long, an odd rest belongs to the longer one, which only whole texts tell.
        return two is not null && room % 2 == 1 && one.Count == room && two.Count == room
            ? Around(first(int.MaxValue), second!(int.MaxValue), maxLength)
            : Around(one, two, maxLength);
    }

    /// <exception cref="ArgumentOutOfRangeException">Not even the special ids have room.</exception>
    public int RoomFor(bool pair, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, Count(pair));
        return maxLength - Count(pair);
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

/// <summary>Looks for special pieces in a vocabulary.</summary>
internal static class SpecialPiecesOf
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
}
