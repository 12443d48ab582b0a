using System.Globalization;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// What <c>tokenizer_config.json</c> says about an encoder's tokenizer; a file that is absent says what Hugging Face's classes do
/// by themselves.
/// </summary>
internal sealed class EncoderSettings
{
    /// <summary>Name of the file.</summary>
    public const string FileName = HuggingFaceFiles.ConfigFile;

    private const string Fix = "Copy or download it again.";

    private readonly JsonObject json;
    private readonly string path;

    private EncoderSettings(JsonObject json, string path) => (this.json, this.path) = (json, path);

    /// <summary>Reads the settings and refuses those that cut texts in a way of their own.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="classes">The tokenizer classes that are the caller's.</param>
    /// <exception cref="PipelineException">The file is no strict JSON, or is of another tokenizer.</exception>
    public static EncoderSettings Read(string folder, params IReadOnlyList<string> classes)
    {
        var path = Path.Combine(folder, FileName);
        var settings = new EncoderSettings(File.Exists(path) ? StrictJson.ReadObject(path, Fix) : [], path);
        settings.Require("tokenizer_class", settings.json["tokenizer_class"] is not { } type || classes.Contains(Content(type)),
            string.Join(" or ", classes));
        settings.Require("do_basic_tokenize", settings.Flag("do_basic_tokenize") ?? true, "true");
        settings.Require("never_split", settings.json["never_split"] is null or JsonArray { Count: 0 }, "an empty list");
        return settings;
    }

    /// <summary>The value of a key that is true or false; null where it is absent.</summary>
    public bool? Flag(string key) => json[key].Is<bool>(out var flag) ? flag : null;

    /// <summary>The text of a special piece.</summary>
    /// <param name="key">For example <c>cls_token</c>.</param>
    /// <param name="usual">What it is where nothing is said.</param>
    public string Piece(string key, string usual) => Content(json[key]) ?? usual;

    /// <summary>Refuses pieces that the vocabulary does not have: added ones are cut out of a text before it is split.</summary>
    public void RequireKnown(IReadOnlyDictionary<string, int> vocabulary, string vocabularyName)
    {
        foreach (var (key, token) in json["added_tokens_decoder"] as JsonObject ?? [])
        {
            var content = Content(token);
            if (content is null || !vocabulary.TryGetValue(content, out var id)
                || id.ToString(CultureInfo.InvariantCulture) != key)
            {
                throw new InvalidFileException(
                    path, $"it adds the piece '{content}' ({key}), which {vocabularyName} does not have under this id",
                    "Added pieces are not supported: take the tokenizer that the model was trained with.",
                    StrictJson.LineOf(path, $"added_tokens_decoder.{key}"), $"added_tokens_decoder.{key}");
            }
        }
    }

    private void Require(string key, bool holds, string supported)
    {
        if (!holds)
        {
            throw new InvalidFileException(
                path, $"the key '{key}' is {json[key]!.ToJsonString()}, which is not supported",
                $"Supported is {supported}. Take the tokenizer that the model was trained with.",
                StrictJson.LineOf(path, key), key);
        }
    }

    // A piece is its text, or an object with its text and how it is looked for.
    private static string? Content(JsonNode? node) =>
        (node is JsonObject token ? token["content"] : node).Is<string>(out var text) ? text : null;
}
