namespace CompressionPipeline.Inference.Tokenization;

/// <summary>Makes the ids of texts that a model reads. Safe to share between threads.</summary>
public interface ITextTokenizer
{
    /// <summary>Pieces there are, special ones included; ids run from 0 below it.</summary>
    int PieceCount { get; }

    /// <summary>What fills the end of shorter rows.</summary>
    int PadId { get; }

    /// <summary>The ids of a text, with the special ids that the model wants around it.</summary>
    /// <param name="text">Any text; names of special pieces in it are ordinary text.</param>
    /// <param name="maxLength">Ids at most, the special ones included; the rest of a longer text is left out.</param>
    int[] Encode(string text, int maxLength = int.MaxValue);
}

/// <summary>The tokenizer of an encoder, which reads one text or two.</summary>
public interface IPairTokenizer : ITextTokenizer
{
    /// <summary>The ids of a text or of two, with the special ids around and between them.</summary>
    /// <param name="first">Any text; names of special pieces in it are ordinary text.</param>
    /// <param name="second">Any text; null where there is one text only.</param>
    /// <param name="maxLength">
    /// Ids at most, the special ones included; at least as many as the special ones are. Of two texts that are longer, the longer
    /// one loses its end first.
    /// </param>
    EncodedTexts Encode(string first, string? second, int maxLength = int.MaxValue);
}

/// <summary>One or two texts as an encoder reads them.</summary>
/// <param name="Ids">The ids.</param>
/// <param name="TokenTypes">For each id whether it belongs to the first text (0) or to the second one (1); all 0 of a model that
/// does not tell them apart.</param>
public sealed record EncodedTexts(int[] Ids, int[] TokenTypes);
