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

    public static ExportSettings Read(string folder, SummarizerOptions options)
    {
        var model = JsonFile.Read(folder, "config.json", required: true);
        var generation = JsonFile.Read(folder, "generation_config.json", required: false);
        var tokenizer = JsonFile.Read(folder, "tokenizer_config.json", required: false);
        var summarization = model.Object("task_specific_params").Object("summarization");
        var source = tokenizer.Limit("model_max_length") ?? DefaultSource;
        return new(options.Prefix ?? summarization.Text("prefix") ?? DefaultPrefix, options.MaxSourceTokens ?? source, new()
        {
            Beams = options.Beams ?? generation.Count("num_beams", least: 1) ?? 1,
            LengthPenalty = options.LengthPenalty ?? generation.Number("length_penalty") ?? 1,
            MaxNewTokens = options.MaxNewTokens ?? generation.Count("max_new_tokens", least: 1) ?? DefaultSummary,
            MinNewTokens = options.MinNewTokens ?? generation.Count("min_new_tokens", least: 0) ?? 0,
        });
    }
}

/// <summary>A JSON object of which a few members are wanted; a member that is absent is null.</summary>
internal readonly struct JsonFile
{
    private const string Fix = "Name a folder with an exported model, or export it again.";

    private readonly JsonObject? members;
    private readonly string path;

    private JsonFile(JsonObject? members, string path) => (this.members, this.path) = (members, path);

    public static JsonFile Read(string folder, string name, bool required)
    {
        var path = Path.Combine(folder, name);
        return new(required || File.Exists(path) ? StrictJson.ReadObject(path, Fix) : null, path);
    }

    public JsonFile Object(string name) => new(Member(name, node => node as JsonObject), path);

    public string? Text(string name) => Member(name, node => node.Is<string>(out var text) ? text : null);

    public double? Number(string name) => Member(name, node => node.Is<double>(out var number) && double.IsFinite(number)
        ? number : default(double?));

    public int? Count(string name, int least) => Member(name, node =>
        node.Is<double>(out var number) && double.IsInteger(number) && number >= least && number <= int.MaxValue
            ? (int)number : default(int?));

    /// <summary>How many ids are read at most; null where there is no limit, for which Hugging Face writes 1e30.</summary>
    public int? Limit(string name) => Number(name) is { } limit and >= 2 and <= 65536 ? (int)limit : null;

    private T? Member<T>(string name, Func<JsonNode, T?> read) => members?[name] is not { } node ? default
        : read(node) is { } value ? value
        : throw new InvalidFileException(
            path, $"the key '{name}' is {node.ToJsonString()}, which is nothing that it can be", Fix,
            StrictJson.LineOf(path, name), name);
}
