using CompressionPipeline.Core;

namespace CompressionPipeline.Inference;

/// <summary>The ids with a meaning, out of <c>config.json</c> beside the graphs.</summary>
internal sealed record SpecialIds(int Start, int End, int Pad)
{
    public static SpecialIds Read(string folder)
    {
        var path = Path.Combine(folder, "config.json");
        var json = StrictJson.ReadObject(path, "Name a folder with an exported model, or export it again.");
        var pad = Id("pad_token_id", null);
        return new(Id("decoder_start_token_id", pad), Id("eos_token_id", null), pad);

        int Id(string key, int? fallback) => json[key].Is<int>(out var id)
            ? id
            : fallback ?? throw new InvalidFileException(
                path, $"it has no whole number under '{key}'",
                $"Add it; for T5 it is {(key == "eos_token_id" ? 1 : 0)}.", key: key);
    }

    /// <exception cref="InvalidFileException">An id is not one of the model's.</exception>
    public void RequireBelow(int vocabulary, string folder)
    {
        foreach (var id in new[] { Start, End, Pad })
        {
            if (id < 0 || id >= vocabulary)
            {
                throw new InvalidFileException(
                    Path.Combine(folder, "config.json"), $"it names the id {id}, and the model has {vocabulary}",
                    "It is another model's: copy the one that the model was exported with, or export it again.");
            }
        }
    }
}
