namespace CompressionPipeline.Inference.Tokenization;

/// <summary>What is done to a text before it is cut into pieces: the character map, then white space.</summary>
internal sealed class TextNormalizer(SpieceFile file)
{
    public const char Space = '\u2581';

    private readonly CharacterMap map = new(file);

    /// <summary>The text in characters that pieces are made of; empty for an empty text.</summary>
    public string Normalize(string text)
    {
        if (text.Length == 0)
            return "";
        var mapped = map.Apply(text);
        var (normalized, length) = (new char[mapped.Length + 1], 0);
        if (file.AddDummyPrefix)
            normalized[length++] = Space;
        var skip = file.RemoveExtraSpaces;
        foreach (var character in mapped)
        {
            if (character != ' ')
                normalized[length++] = character;
            else if (!skip)
                normalized[length++] = Space;
            skip = file.RemoveExtraSpaces && character == ' ';
        }
        // A text without anything else loses the dummy prefix here.
        while (file.RemoveExtraSpaces && length > 0 && normalized[length - 1] == Space)
            length--;
        return new(normalized, 0, length);
    }
}
