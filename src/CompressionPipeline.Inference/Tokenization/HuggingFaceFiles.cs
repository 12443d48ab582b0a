using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>The tokenizer's files in Hugging Face's layout, for other people's runtimes.</summary>
public static class HuggingFaceFiles
{
    /// <summary>How a tokenizer is to be used.</summary>
    public const string ConfigFile = "tokenizer_config.json";

    /// <summary>The names of padding, end of sequence and unknown.</summary>
    public const string SpecialTokensFile = "special_tokens_map.json";

    /// <summary>Pieces, normaliser and post-processor in one, for runtimes that do not read SentencePiece's own file.</summary>
    public const string TokenizerFile = "tokenizer.json";

    /// <summary>Tokens that older versions add to a vocabulary, with their ids.</summary>
    internal const string AddedTokensFile = "added_tokens.json";

    // T5's padded vocabularies hold 100 sentinels behind the pieces, counted backwards.
    private const int Sentinels = 100;

    /// <summary>
    /// Writes <c>spiece.model</c>, <c>tokenizer.json</c>, <c>tokenizer_config.json</c> and <c>special_tokens_map.json</c>.
    /// </summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="spiecePath">The SentencePiece model to copy.</param>
    /// <param name="maxLength">Ids a model reads at most.</param>
    /// <param name="vocabularySize">
    /// The model's <c>vocab_size</c>: where it has room for T5's 100 sentinels, they are named. 0: no room.
    /// </param>
    /// <exception cref="PipelineException">
    /// <paramref name="spiecePath"/> is no T5 tokenizer, or the folder cannot be written.
    /// </exception>
    public static void Write(string folder, string spiecePath, int maxLength, int vocabularySize = 0)
    {
        var file = SpieceFile.Read(spiecePath);
        var sentinels = vocabularySize >= file.Pieces.Count + Sentinels ? Sentinels : 0;
        var special = SpecialTokens(file, sentinels);
        var config = new JsonObject
        {
            ["tokenizer_class"] = "T5Tokenizer",
            ["model_max_length"] = maxLength,
            ["extra_ids"] = sentinels,
            // Both as spm_encode and spm_decode do it: nothing is added to a text or taken from it.
            ["legacy"] = true,
            ["clean_up_tokenization_spaces"] = false,
        };
        foreach (var (name, token) in special)
            config[name] = token?.DeepClone();

        var copy = Path.Combine(folder, T5Tokenizer.FileName);
        if (Path.GetFullPath(copy) != Path.GetFullPath(spiecePath))
            AtomicFile.Write(copy, stream => stream.Write(file.Bytes));
        AtomicFile.Write(Path.Combine(folder, TokenizerFile), stream => TokenizerJson.Write(stream, file, sentinels));
        StageFiles.Write(Path.Combine(folder, ConfigFile), config);
        StageFiles.Write(Path.Combine(folder, SpecialTokensFile), special);
    }

    private static JsonObject SpecialTokens(SpieceFile file, int sentinels) => new()
    {
        ["eos_token"] = file.Pieces[file.EosId].Text,
        ["pad_token"] = file.Pieces[file.PadId].Text,
        ["unk_token"] = file.Pieces[file.UnkId].Text,
        ["additional_special_tokens"] = new JsonArray(
            [.. Enumerable.Range(0, sentinels).Select(i => JsonValue.Create($"<extra_id_{i}>"))]),
    };

    /// <summary>The name that a special token has in the files of a folder; null where none tells it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="key">The token, as <c>pad_token</c>.</param>
    internal static string? NameOf(string folder, string key) => new[] { ConfigFile, SpecialTokensFile }
        .Select(file => Path.Combine(folder, file)).Where(File.Exists)
        .Select(file => TextOf(StrictJson.ReadObject(file, "Copy or download it again.")[key]))
        .FirstOrDefault(text => text is not null);

    /// <summary>A token in one of these files: its text, or an object with its text and how it is looked for.</summary>
    internal static string? TextOf(JsonNode? token) =>
        (token is JsonObject members ? members["content"] : token).Is<string>(out var text) ? text : null;
}
