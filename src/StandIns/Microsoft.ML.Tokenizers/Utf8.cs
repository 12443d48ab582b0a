namespace Microsoft.ML.Tokenizers;

internal static class Utf8
{
    // Bytes of the character that starts here, by its first byte; never beyond the text.
    public static int CharacterLength(ReadOnlySpan<byte> text) => Math.Min(text.Length, text[0] switch
    {
        < 0xC0 => 1,
        < 0xE0 => 2,
        < 0xF0 => 3,
        _ => 4,
    });
}
