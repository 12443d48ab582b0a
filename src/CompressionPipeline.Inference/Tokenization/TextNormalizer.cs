using System.Text;

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
        var normalized = new StringBuilder(mapped.Length + 1);
        if (file.AddDummyPrefix)
            normalized.Append(Space);
        var skip = file.RemoveExtraSpaces;
        foreach (var character in mapped)
        {
            if (character != ' ')
                normalized.Append(character);
            else if (!skip)
                normalized.Append(Space);
            skip = file.RemoveExtraSpaces && character == ' ';
        }
        // A text without anything else loses the dummy prefix here.
        while (file.RemoveExtraSpaces && normalized.Length > 0 && normalized[^1] == Space)
            normalized.Length--;
        return normalized.ToString();
    }
}
