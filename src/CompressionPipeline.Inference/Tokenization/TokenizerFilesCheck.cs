using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using static CompressionPipeline.Inference.Tokenization.HuggingFaceFiles;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// The files that Hugging Face's tokenizers keep beside a <c>spiece.model</c>: what they add to it must be known to it.
/// </summary>
internal static class TokenizerFilesCheck
{
    private const string Fix = "Copy or download it again.";

    private static readonly string[] Classes =
        ["T5Tokenizer", "T5TokenizerFast", "MT5Tokenizer", "MT5TokenizerFast", "PreTrainedTokenizerFast", "TokenizersBackend"];

    // What a tokenizer.json may do to a text beyond what a SentencePiece model can say.
    private static readonly string[] Rewriting = ["Lowercase", "StripAccents", "BertNormalizer", "NFD", "NFKD", "ByteLevel"];

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record Token(string? Content, int? Id);

    /// <summary>Refuses a folder of another kind of tokenizer, whatever files that has.</summary>
    /// <exception cref="PipelineException">The file is no strict JSON, or names another class.</exception>
    public static void RequireClass(string folder)
    {
        const string Key = "tokenizer_class";
        var path = Path.Combine(folder, ConfigFile);
        if (File.Exists(path) && StrictJson.ReadObject(path, Fix) is var config && config[Key] is { } type
            && !Classes.Contains(TextOf(type)))
            throw Unsupported(config, Key, path);
    }

    /// <summary>Refuses tokens that the pieces lack, and settings that change how a text is cut.</summary>
    /// <exception cref="PipelineException">A file is no strict JSON, or names such a token or setting.</exception>
    public static void Require(string folder, SpieceFile pieces)
    {
        RequireTokens(folder, AddedTokensFile, pieces, path => StrictJson.ReadObject(path, Fix)
            .Select(token => new Token(token.Key, Id(token.Value))));
        RequireTokens(folder, ConfigFile, pieces, path =>
        {
            var config = StrictJson.ReadObject(path, Fix);
            RequireSettings(config, path, pieces);
            RequireNames(config, path, pieces);
            return config["added_tokens_decoder"] is JsonObject tokens
                ? tokens.Select(token => new Token(
                    TextOf(token.Value), int.TryParse(token.Key, CultureInfo.InvariantCulture, out var id) ? id : null))
                : [];
        });
        RequireTokens(folder, SpecialTokensFile, pieces, path =>
        {
            var map = StrictJson.ReadObject(path, Fix);
            RequireNames(map, path, pieces);
            return map.Where(tokens => tokens.Value is not null)
                .SelectMany(tokens => tokens.Value is JsonArray several ? several.AsEnumerable() : [tokens.Value])
                .Select(token => new Token(TextOf(token), null));
        });
        RequireTokens(folder, TokenizerFile, pieces, path =>
        {
            var json = StrictJson.ReadObject(path, Fix);
            RequireModel(json, path, pieces);
            return json["added_tokens"] is JsonArray added
                ? added.Select(token => new Token(TextOf(token), Id((token as JsonObject)?["id"]))) : [];
        });
    }

    // Where both are there, other runtimes read the tokenizer.json and this one the pieces: they must be of one tokenizer.
    private static void RequireModel(JsonObject json, string path, SpieceFile pieces)
    {
        var model = json["model"] as JsonObject;
        var vocabulary = model?["vocab"] as JsonArray;
        var problem =
            model?["type"] is { } type && TextOf(type) != "Unigram"
                ? $"is of the type {type.ToJsonString(Readable)}, and Unigram is that"
            : vocabulary?.Count < pieces.Pieces.Count ? $"has {vocabulary.Count} of the {pieces.Pieces.Count} pieces"
            : OtherPiece(vocabulary, pieces) is { } at ? $"has another piece under {at} than '{pieces.Pieces[at].Text}'"
            : TypesOf(json["normalizer"]).FirstOrDefault(Rewriting.Contains) is { } rewriting
                ? $"rewrites texts ({rewriting}), other than the map"
            : null;
        if (problem is not null)
        {
            throw new InvalidFileException(
                path, $"it {problem} of {T5Tokenizer.FileName} beside it",
                "Take all files from one tokenizer.");
        }
    }

    private static int? OtherPiece(JsonArray? vocabulary, SpieceFile pieces)
    {
        for (var id = 0; id < pieces.Pieces.Count && vocabulary is not null; id++)
        {
            if (!((vocabulary[id] as JsonArray)?.FirstOrDefault()).Is<string>(out var text) || text != pieces.Pieces[id].Text)
                return id;
        }
        return null;
    }

    private static IEnumerable<string> TypesOf(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Key == "type" && TextOf(member.Value) is { } type
            ? [type] : TypesOf(member.Value)),
        JsonArray items => items.SelectMany(TypesOf),
        _ => [],
    };

    // What ends, fills and stands for the unknown is known by its id, so that another name means another id.
    private static void RequireNames(JsonObject names, string path, SpieceFile pieces)
    {
        (string Key, int Id)[] special = [("eos_token", pieces.EosId), ("pad_token", pieces.PadId), ("unk_token", pieces.UnkId)];
        foreach (var (key, id) in special.Where(token => names[token.Key] is not null))
        {
            if (TextOf(names[key]) != pieces.Pieces[id].Text)
                throw Unsupported(names, key, path);
        }
    }

    private static void RequireTokens(string folder, string name, SpieceFile pieces, Func<string, IEnumerable<Token>> read)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            return;
        var lost = read(path).Where(token => !IsKnown(token, pieces)).ToList();
        if (lost.Count > 0)
        {
            var named = lost.Take(8).Select(token =>
                $"{JsonValue.Create(token.Content)?.ToJsonString(Readable) ?? "null"}{(token.Id is { } id ? $" ({id})" : "")}");
            throw new InvalidFileException(
                path, $"it adds {lost.Count} tokens that {T5Tokenizer.FileName} does not have: {string.Join(", ", named)}",
                "Added tokens are not supported: train a SentencePiece model with them as user_defined_symbols, or remove them "
                + "from the tokenizer's files if the model was not trained with them.", key: lost[0].Content);
        }
    }

    // T5's sentinels lie behind the pieces, wherever the vocabulary was rounded up to.
    private static bool IsKnown(Token token, SpieceFile file) => token.Content is { } content
        && (token.Id is { } id && id < file.Pieces.Count
            ? id >= 0 && file.Pieces[id].Text == content
            : TokenizerJson.IsSentinel(content) || (token.Id is null && file.Pieces.Any(piece => piece.Text == content)));

    private static void RequireSettings(JsonObject config, string path, SpieceFile file)
    {
        (string Key, bool Fits)[] settings =
        [
            ("do_lower_case", IsOr(config["do_lower_case"], false)),
            ("add_prefix_space", IsOr(config["add_prefix_space"], file.AddDummyPrefix)),
            ("truncation_side", TextOf(config["truncation_side"]) is null or "right"),
            ("added_tokens_decoder", config["added_tokens_decoder"] is null or JsonObject),
            ("sp_model_kwargs", config["sp_model_kwargs"] is null or JsonObject { Count: 0 }),
        ];
        if (Array.Find(settings, setting => !setting.Fits).Key is { } key)
            throw Unsupported(config, key, path);
    }

    private static InvalidFileException Unsupported(JsonObject json, string key, string path) => new(
        path, $"the key '{key}' is {json[key]!.ToJsonString(Readable)}, which is not supported",
        $"Supported is T5Tokenizer as {T5Tokenizer.FileName} itself says. Take the tokenizer of a T5, or remove the key if the "
        + "model was trained without it.", StrictJson.LineOf(path, key), key);

    private static bool IsOr(JsonNode? node, bool flag) => node is null || (node.Is<bool>(out var written) && written == flag);

    private static int? Id(JsonNode? node) => node.Is<int>(out var id) ? id : null;
}
