namespace CompressionPipeline.Inference.Tokenization;

/// <summary>A piece of the vocabulary.</summary>
/// <param name="Text">Its characters, U+2581 for a space.</param>
/// <param name="Score">Its log probability.</param>
/// <param name="Type">What it is for.</param>
internal readonly record struct SpiecePiece(string Text, float Score, PieceType Type)
{
    /// <summary>Whether it is looked for in a text.</summary>
    public bool IsInText => Type is PieceType.Normal or PieceType.UserDefined;
}

/// <summary>What a piece is for; the numbers are those of sentencepiece_model.proto.</summary>
internal enum PieceType
{
    /// <summary>Text, as likely as its score says.</summary>
    Normal = 1,

    /// <summary>What no piece covers.</summary>
    Unknown = 2,

    /// <summary>Put there by programs (padding, end of sequence) and never shown.</summary>
    Control = 3,

    /// <summary>Text that is never cut.</summary>
    UserDefined = 4,

    /// <summary>Text that is never found.</summary>
    Unused = 5,

    /// <summary>One byte of what no piece covers, written <c>&lt;0x0A&gt;</c>.</summary>
    Byte = 6,
}
