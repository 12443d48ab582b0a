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
    private const string AddedTokens = "added_tokens.json";
    private const string Added = "added_tokens_decoder";
    private const string Special = "additional_special_tokens";

    // What the fast tokenizer's file calls a setting.
    private static readonly (string Key, string Fast)[] Normalizing =
    [
        ("do_lower_case", "lowercase"), ("strip_accents", "strip_accents"), ("tokenize_chinese_chars", "handle_chinese_chars"),
    ];

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
        settings.Require("wordpieces_prefix", Content(settings.json["wordpieces_prefix"]) is null or "##", "##");
        settings.Require("truncation_side", Content(settings.json["truncation_side"]) is null or "right", "right");
        settings.Require(Added, settings.json[Added] is null or JsonObject, "a mapping of ids");
        settings.ReadBeside(folder);
        return settings;
    }

    // Other programs keep the same in files of their own, which must not say something else.
    private void ReadBeside(string folder)
    {
        if (Beside(folder, HuggingFaceFiles.SpecialTokensFile) is var (map, mapPath))
        {
            foreach (var (key, token) in map.Where(member => member.Value is not (null or JsonArray)))
            {
                if (json[key] is not null && Content(json[key]) != Content(token))
                    throw Contradiction(mapPath, key, token);
                json[key] ??= token!.DeepClone();
            }
        }
        if (Beside(folder, HuggingFaceFiles.TokenizerFile) is not var (fast, fastPath)
            || fast["normalizer"] is not JsonObject normalizer)
            return;
        foreach (var (key, name) in Normalizing)
        {
            // Accents go with capital letters where nothing is said of them.
            var usual = key != "strip_accents" || (Flag("do_lower_case") ?? true);
            if (normalizer[name] is { } written && !(written.Is<bool>(out var flag) && flag == (Flag(key) ?? usual)))
                throw Contradiction(fastPath, $"normalizer.{name}", written);
        }
    }

    private static InvalidFileException Contradiction(string other, string key, JsonNode? value) => new(
        other, $"the key '{key}' is {value?.ToJsonString()}, and {FileName} beside it says something else or nothing",
        $"Let {FileName} say what the model was trained with.", StrictJson.LineOf(other, key), key);

    private static (JsonObject Json, string Path)? Beside(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? (StrictJson.ReadObject(path, Fix), path) : null;
    }

    /// <summary>The value of a key that is true or false; null where it is absent.</summary>
    /// <exception cref="PipelineException">It is something else.</exception>
    public bool? Flag(string key)
    {
        Require(key, json[key] is null || json[key].Is<bool>(out _), "true or false");
        return json[key].Is<bool>(out var flag) ? flag : null;
    }

    /// <summary>The text of a special piece.</summary>
    /// <param name="key">For example <c>cls_token</c>.</param>
    /// <param name="usual">What it is where nothing is said.</param>
    /// <exception cref="PipelineException">It is no text.</exception>
    public string Piece(string key, string usual)
    {
        Require(key, json[key] is null || Content(json[key]) is not null, "a text");
        return Content(json[key]) ?? usual;
    }

    /// <summary>Refuses pieces that the vocabulary does not have: added ones are cut out of a text before it is split.</summary>
    public void RequireKnown(IReadOnlyDictionary<string, int> vocabulary, string vocabularyName)
    {
        var folder = Path.GetDirectoryName(path)!;
        Known(path, Added, json[Added] as JsonObject ?? [], token => (token.Key, Content(token.Value)));
        if (Beside(folder, AddedTokens) is var (added, addedPath))
            Known(addedPath, "", added, token => (token.Value?.ToJsonString(), token.Key));
        if (Beside(folder, HuggingFaceFiles.TokenizerFile) is var (fast, fastPath))
        {
            Known(fastPath, "added_tokens", (fast["added_tokens"] as JsonArray ?? []).Index().Select(token =>
                KeyValuePair.Create($"[{token.Index}]", token.Item)),
                token => ((token.Value as JsonObject)?["id"]?.ToJsonString(), Content(token.Value)));
        }
        if (Beside(folder, HuggingFaceFiles.SpecialTokensFile) is var (map, mapPath))
        {
            Known(mapPath, Special, (map[Special] as JsonArray ?? []).Index().Select(token =>
                KeyValuePair.Create($"[{token.Index}]", token.Item)), token => (null, Content(token.Value)));
        }

        void Known(
            string file, string list, IEnumerable<KeyValuePair<string, JsonNode?>> tokens,
            Func<KeyValuePair<string, JsonNode?>, (string? Id, string? Content)> read)
        {
            foreach (var token in tokens)
            {
                var (id, content) = read(token);
                if (content is not null && vocabulary.TryGetValue(content, out var known)
                    && (id is null || id == known.ToString(CultureInfo.InvariantCulture)))
                    continue;
                var key = list + (list.Length == 0 || token.Key.StartsWith('[') ? "" : ".") + token.Key;
                throw new InvalidFileException(
                    file, $"it adds the piece '{content}' ({id}), which {vocabularyName} does not have under this id",
                    "Added pieces are not supported: take the tokenizer that the model was trained with.",
                    StrictJson.LineOf(file, key), key);
            }
        }
    }

    /// <summary>Refuses a key's value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="holds">Whether it may be that.</param>
    /// <param name="supported">What it may be.</param>
    /// <exception cref="PipelineException">It may not.</exception>
    public void Require(string key, bool holds, string supported)
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
