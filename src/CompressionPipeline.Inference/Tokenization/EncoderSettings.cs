using System.Globalization;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using static CompressionPipeline.Inference.Tokenization.HuggingFaceFiles;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// What <c>tokenizer_config.json</c> says about an encoder's tokenizer; a file that is absent says what Hugging Face's classes do
/// by themselves.
/// </summary>
internal sealed class EncoderSettings
{
    public const string FileName = ConfigFile;

    private const string Fix = "Copy or download it again.";
    private const string Added = "added_tokens_decoder";
    private const string Special = "additional_special_tokens";

    // What the fast tokenizer's file calls a setting.
    internal static readonly (string Key, string Fast)[] Normalizing =
    [
        ("do_lower_case", "lowercase"), ("strip_accents", "strip_accents"), ("tokenize_chinese_chars", "handle_chinese_chars"),
    ];

    // What only that file says, and the one value that it may have.
    private static readonly (string Part, string Key, JsonNode Usual)[] FastAlone =
    [
        ("normalizer", "clean_text", true), ("pre_tokenizer", "use_regex", true), ("model", "max_input_chars_per_word", 100),
        ("model", "end_of_word_suffix", ""), ("model", "ignore_merges", false),
    ];

    // What it does to a text before it cuts words.
    private static readonly (string Model, string Part, string? Usual)[] FastSteps =
    [
        ("WordPiece", "normalizer", "BertNormalizer"), ("WordPiece", "pre_tokenizer", "BertPreTokenizer"),
        ("BPE", "normalizer", null), ("BPE", "pre_tokenizer", "ByteLevel"),
    ];

    private readonly JsonObject json;
    private readonly string path;

    // Files in which other programs keep the same; null where they are not there.
    private readonly (JsonObject Json, string Path)? added, map, fast;

    private EncoderSettings(string folder)
    {
        path = Path.Combine(folder, FileName);
        json = Read(FileName)?.Json ?? [];
        (added, map, fast) = (Read(AddedTokensFile), Read(SpecialTokensFile), Read(TokenizerFile));

        (JsonObject Json, string Path)? Read(string name) => Path.Combine(folder, name) is var file && File.Exists(file)
            ? (StrictJson.ReadObject(file, Fix), file)
            : null;
    }

    /// <summary>Reads the settings and refuses those that cut texts in a way of their own.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="classes">The tokenizer classes that are the caller's.</param>
    /// <exception cref="PipelineException">The file is no strict JSON, or is of another tokenizer.</exception>
    public static EncoderSettings Read(string folder, params IReadOnlyList<string> classes)
    {
        var settings = new EncoderSettings(folder);
        settings.Require("tokenizer_class", settings.json["tokenizer_class"] is not { } type || classes.Contains(TextOf(type)),
            string.Join(" or ", classes));
        settings.Require("do_basic_tokenize", settings.Flag("do_basic_tokenize") ?? true, "true");
        settings.Require("never_split", settings.json["never_split"] is null or JsonArray { Count: 0 }, "an empty list");
        settings.Require("wordpieces_prefix", TextOf(settings.json["wordpieces_prefix"]) is null or "##", "##");
        settings.Require("truncation_side", TextOf(settings.json["truncation_side"]) is null or "right", "right");
        settings.Require(Added, settings.json[Added] is null or JsonObject, "a mapping of ids");
        settings.CompareWithOthers();
        return settings;
    }

    // The other files must not say something else.
    private void CompareWithOthers()
    {
        if (map is var (special, specialPath))
        {
            foreach (var (key, token) in special.Where(member => member.Value is not (null or JsonArray)))
            {
                if (json[key] is not null && TextOf(json[key]) != TextOf(token))
                    throw Contradiction(specialPath, key, token);
                json[key] ??= token!.DeepClone();
            }
        }
        if (fast is not var (whole, wholePath))
            return;
        foreach (var (part, key, usual) in FastAlone)
        {
            if ((whole[part] as JsonObject)?[key] is { } value && !JsonNode.DeepEquals(value, usual))
            {
                throw Unsupported(
                    wholePath, $"{part}.{key}", value, $"{usual.ToJsonString()}. Take the tokenizer of a BERT or RoBERTa.");
            }
        }
        foreach (var (model, part, usual) in FastSteps)
        {
            if (TypeOf("model") == model && whole[part] is { } step && TypeOf(part) != usual)
            {
                throw Unsupported(
                    wholePath, part, step, $"{usual ?? "null"}. Take the tokenizer of a BERT or RoBERTa.");
            }
        }
        if (whole["normalizer"] is not JsonObject normalizer)
            return;
        foreach (var (key, name) in Normalizing)
        {
            // Accents go with capital letters where nothing is said of them.
            var usual = key != "strip_accents" || (Flag("do_lower_case") ?? true);
            if (normalizer[name] is { } written && !(written.Is<bool>(out var flag) && flag == (Flag(key) ?? usual)))
                throw Contradiction(wholePath, $"normalizer.{name}", written);
        }

        string? TypeOf(string part) => TextOf((whole[part] as JsonObject)?["type"]);
    }

    private static InvalidFileException Contradiction(string other, string key, JsonNode? value) => new(
        other, $"the key '{key}' is {value?.ToJsonString()}, and {FileName} beside it says something else or nothing",
        $"Let {FileName} say what the model was trained with.", StrictJson.LineOf(other, key), key);

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
        Require(key, json[key] is null || TextOf(json[key]) is not null, "a text");
        return TextOf(json[key]) ?? usual;
    }

    /// <summary>Refuses pieces that the vocabulary does not have: added ones are cut out of a text before it is split.</summary>
    public void RequireKnown(IReadOnlyDictionary<string, int> vocabulary, string vocabularyName)
    {
        Known(path, Added, json[Added] as JsonObject ?? [], token => (token.Key, TextOf(token.Value)));
        if (added is var (tokens, tokensPath))
            Known(tokensPath, "", tokens, token => (token.Value?.ToJsonString(), token.Key));
        if (fast is var (whole, wholePath))
        {
            Known(wholePath, "added_tokens", Items(whole["added_tokens"]),
                token => ((token.Value as JsonObject)?["id"]?.ToJsonString(), TextOf(token.Value)));
            SamePieces(whole, wholePath);
        }
        if (map is var (special, specialPath))
            Known(specialPath, Special, Items(special[Special]), token => (null, TextOf(token.Value)));

        // Other runtimes read that file and this one the vocabulary: they must be of one tokenizer.
        void SamePieces(JsonObject whole, string wholePath)
        {
            if ((whole["model"] as JsonObject)?["vocab"] is not { } written)
                return;
            var pieces = written as JsonObject ?? [];
            var added = Items(whole["added_tokens"]).Select(token => TextOf(token.Value)).ToHashSet();
            var other = vocabulary.FirstOrDefault(piece => pieces[piece.Key] is { } id
                ? !(id.Is<int>(out var number) && number == piece.Value) : !added.Contains(piece.Key)).Key
                ?? pieces.FirstOrDefault(piece => !vocabulary.ContainsKey(piece.Key)).Key;
            if (other is not null)
            {
                throw new InvalidFileException(
                    wholePath, $"it does not have the pieces of {vocabularyName} beside it, as '{other}' shows",
                    "Take all files from one tokenizer.", key: "model.vocab");
            }
        }

        static IEnumerable<KeyValuePair<string, JsonNode?>> Items(JsonNode? list) =>
            (list as JsonArray ?? []).Index().Select(token => KeyValuePair.Create($"[{token.Index}]", token.Item));

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
            throw Unsupported(path, key, json[key]!, $"{supported}. Take the tokenizer that the model was trained with.");
    }

    private static InvalidFileException Unsupported(string file, string key, JsonNode value, string supported) => new(
        file, $"the key '{key}' is {value.ToJsonString()}, which is not supported", $"Supported is {supported}",
        StrictJson.LineOf(file, key), key);
}
