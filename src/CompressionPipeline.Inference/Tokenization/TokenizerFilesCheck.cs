using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CompressionPipeline.Core;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// The files that Hugging Face's tokenizers keep beside a <c>spiece.model</c>: what they add to it must be known to it.
/// </summary>
internal static partial class TokenizerFilesCheck
{
    private const string AddedTokensFile = "added_tokens.json";
    private const string Fix = "Copy or download it again.";

    private static readonly string[] Classes =
        ["T5Tokenizer", "T5TokenizerFast", "MT5Tokenizer", "MT5TokenizerFast", "PreTrainedTokenizerFast", "TokenizersBackend"];

    private static readonly JsonSerializerOptions Settings =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private sealed record Written(IReadOnlyList<Token>? AddedTokens);

    private sealed record Token(string? Content, int? Id);

    /// <summary>Refuses tokens that the pieces lack, and settings that change how a text is cut.</summary>
    /// <exception cref="PipelineException">A file is no strict JSON, or names such a token or setting.</exception>
    public static void Require(string folder, SpieceFile pieces)
    {
        RequireTokens(folder, AddedTokensFile, pieces, path => StrictJson.ReadObject(path, Fix)
            .Select(token => new Token(token.Key, token.Value.Is<int>(out var id) ? id : null)));
        RequireTokens(folder, HuggingFaceFiles.ConfigFile, pieces, path =>
        {
            var config = StrictJson.ReadObject(path, Fix);
            RequireSettings(config, path, pieces);
            return config["added_tokens_decoder"] is JsonObject tokens
                ? tokens.Select(token => new Token(
                    Content(token.Value), int.TryParse(token.Key, CultureInfo.InvariantCulture, out var id) ? id : null))
                : [];
        });
        RequireTokens(folder, HuggingFaceFiles.SpecialTokensFile, pieces, path => StrictJson.ReadObject(path, Fix)
            .SelectMany(tokens => tokens.Value is JsonArray several ? several.AsEnumerable() : [tokens.Value])
            .Select(token => new Token(Content(token), null)));
        RequireTokens(folder, HuggingFaceFiles.TokenizerFile, pieces, path =>
            StrictJson.Read<Written>(path, Settings, Fix).AddedTokens ?? []);
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
                $"{JsonValue.Create(token.Content)?.ToJsonString() ?? "null"}{(token.Id is { } id ? $" ({id})" : "")}");
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
            : Sentinel().IsMatch(content) || (token.Id is null && file.Pieces.Any(piece => piece.Text == content)));

    private static void RequireSettings(JsonObject config, string path, SpieceFile file)
    {
        (string Key, bool Fits)[] settings =
        [
            ("tokenizer_class", config["tokenizer_class"] is not { } type || Classes.Contains(Content(type))),
            ("do_lower_case", !Is(config["do_lower_case"], true)),
            ("add_prefix_space", !Is(config["add_prefix_space"], !file.AddDummyPrefix)),
            ("sp_model_kwargs", config["sp_model_kwargs"] is null or JsonObject { Count: 0 }),
        ];
        if (Array.Find(settings, setting => !setting.Fits).Key is { } key)
        {
            throw new InvalidFileException(
                path, $"the key '{key}' is {config[key]!.ToJsonString()}, which is not supported",
                $"Supported is T5Tokenizer as {T5Tokenizer.FileName} itself says. Take the tokenizer of a T5, or remove the key "
                + "if the model was trained without it.", StrictJson.LineOf(path, key), key);
        }
    }

    private static bool Is(JsonNode? node, bool flag) => node.Is<bool>(out var written) && written == flag;

    // A token is its text, or an object with its text and how it is looked for.
    private static string? Content(JsonNode? node) =>
        (node is JsonObject token ? token["content"] : node).Is<string>(out var text) ? text : null;

    [GeneratedRegex(@"\A<extra_id_[0-9]+>\z")]
    private static partial Regex Sentinel();
}
