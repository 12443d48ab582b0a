using System.Text.Json;
using CompressionPipeline.Core;

namespace CompressionPipeline.Inference;

/// <summary>The ids with a meaning, out of <c>config.json</c> beside the graphs.</summary>
internal sealed record SpecialIds(int Start, int End, int Pad)
{
    public static SpecialIds Read(string folder)
    {
        var path = Path.Combine(folder, "config.json");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            int Id(string key, int? fallback) =>
                json.RootElement.TryGetProperty(key, out var id) && id.ValueKind == JsonValueKind.Number
                    ? id.GetInt32()
                    : fallback ?? throw new PipelineException(
                        $"{path} has no number under '{key}': add it, for T5 it is {(key == "eos_token_id" ? 1 : 0)}.");
            var pad = Id("pad_token_id", null);
            return new(Id("decoder_start_token_id", pad), Id("eos_token_id", null), pad);
        }
        catch (IOException error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PipelineException($"{path} is missing: name a folder with an exported model, or export it again.", error);
        }
        catch (JsonException error)
        {
            throw new PipelineException($"{path} cannot be read as JSON ({error.Message}): export the model again.", error);
        }
    }
}
