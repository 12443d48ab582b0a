using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Search;

/// <summary>How the states of searches are written and read.</summary>
internal static class SearchJson
{
    private const string Fix = "Delete the file, and the search begins anew.";

    /// <summary>Writes a state to a file with its seal, atomically.</summary>
    public static void Save<T>(string path, T state) => AtomicFile.WriteText(path, SealedJson.Text(state, OptionsJson.Strict));

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidFileException">It is not as it was written.</exception>
    public static T Read<T>(string path)
    {
        var json = StrictJson.ReadObject(path, Fix);
        return SealedJson.Open(json)
            ? StrictJson.To<T>(json, path, OptionsJson.Strict, Fix)
            : throw new InvalidFileException(path, "it is not as it was written", Fix);
    }

    /// <summary>Refuses a state that was made under another value.</summary>
    /// <exception cref="PipelineException">The values differ.</exception>
    public static void Require(string source, string key, string there, string here)
    {
        if (there != here)
            throw new InvalidFileException(source, $"it is of a search with '{key}' {there}, and this one has {here}", Fix);
    }

    /// <summary>The error for an evaluation that this search cannot have made.</summary>
    public static InvalidFileException Damaged(string source, int number) =>
        new(source, $"no search of this kind comes to the evaluation {number} in it", Fix);
}
