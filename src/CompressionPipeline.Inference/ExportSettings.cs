using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Inference;

/// <summary>
/// What travels with an export beside its graphs, at the places where Hugging Face keeps it: the prefix, the lengths, the
/// search.
/// </summary>
/// <param name="Prefix">What stands before every text.</param>
/// <param name="MaxSourceTokens">Tokens of prefix and text that the model was trained to read.</param>
/// <param name="Decoding">How summaries are generated.</param>
internal sealed record ExportSettings(string Prefix, int MaxSourceTokens, DecodeSettings Decoding)
{
    private const string DefaultPrefix = "summarize: ";
    private const int DefaultSource = 512, DefaultSummary = 128;

    // Hugging Face writes 1e30 where a tokenizer has no limit.
    private const int LongestSource = 65536;

    public static ExportSettings Read(string folder, SummarizerOptions options)
    {
        var model = JsonFile.Read(folder, "config.json", required: true);
        var generation = JsonFile.Read(folder, "generation_config.json", required: false);
        var tokenizer = JsonFile.Read(folder, "tokenizer_config.json", required: false);
        var summarization = model.Object("task_specific_params").Object("summarization");
        var source = tokenizer.Number("model_max_length") is { } limit and >= 2 and <= LongestSource ? (int)limit : DefaultSource;
        return new(options.Prefix ?? summarization.Text("prefix") ?? DefaultPrefix, options.MaxSourceTokens ?? source, new()
        {
            Beams = options.Beams ?? generation.Count("num_beams") ?? 1,
            LengthPenalty = options.LengthPenalty ?? generation.Number("length_penalty") ?? 1,
            MaxNewTokens = options.MaxNewTokens ?? generation.Count("max_new_tokens") ?? DefaultSummary,
            MinNewTokens = options.MinNewTokens ?? generation.Count("min_new_tokens") ?? 0,
        });
    }
}

/// <summary>A JSON object of which a few members are wanted; a member that is absent or of another kind is null.</summary>
internal readonly struct JsonFile
{
    private readonly JsonObject? members;

    private JsonFile(JsonObject? members) => this.members = members;

    public static JsonFile Read(string folder, string name, bool required)
    {
        var path = Path.Combine(folder, name);
        return required || File.Exists(path)
            ? new(StrictJson.ReadObject(path, "Name a folder with an exported model, or export it again."))
            : default;
    }

    public JsonFile Object(string name) => new(members?[name] as JsonObject);

    public string? Text(string name) => members?[name].Is<string>(out var text) == true ? text : null;

    public double? Number(string name) => members?[name].Is<double>(out var number) == true ? number : null;

    public int? Count(string name) => Number(name) is { } number and >= 0 and <= int.MaxValue ? (int)number : null;
}
