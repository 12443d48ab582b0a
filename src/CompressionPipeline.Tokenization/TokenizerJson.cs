using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompressionPipeline.Tokenization;

/// <summary>A SentencePiece Unigram model in the format of Hugging Face's tokenizers library.</summary>
internal static class TokenizerJson
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream stream, SpieceFile file, int sentinels) => JsonSerializer.Serialize(stream, Of(file, sentinels), Compact);

    private static JsonObject Of(SpieceFile file, int sentinels) => new()
    {
        ["version"] = "1.0",
        ["truncation"] = null,
        ["padding"] = null,
        ["added_tokens"] = AddedTokens(file, sentinels),
        ["normalizer"] = Normalizer(file),
        ["pre_tokenizer"] = Metaspace(),
        ["post_processor"] = EndOfSentence(file),
        ["decoder"] = Metaspace(),
        ["model"] = new JsonObject
        {
            ["type"] = "Unigram",
            ["unk_id"] = file.UnkId,
            ["vocab"] = Vocabulary(file, sentinels),
            ["byte_fallback"] = false,
        },
    };

    private static JsonArray Vocabulary(SpieceFile file, int sentinels)
    {
        var vocabulary = new JsonArray();
        foreach (var piece in file.Pieces)
            vocabulary.Add(new JsonArray(piece.Text, (double)piece.Score));
        for (var i = sentinels - 1; i >= 0; i--)
            vocabulary.Add(new JsonArray(Sentinel(i), 0.0));
        return vocabulary;
    }

    private static JsonArray AddedTokens(SpieceFile file, int sentinels)
    {
        var special = new[] { file.PadId, file.EosId, file.UnkId }.Order().Select(id => (Id: id, file.Pieces[id].Text));
        var extra = Enumerable.Range(0, sentinels).Select(i => (Id: file.Pieces.Count + i, Text: Sentinel(sentinels - 1 - i)));
        return [.. special.Concat(extra).Select(token => new JsonObject
        {
            ["id"] = token.Id,
            ["content"] = token.Text,
            ["single_word"] = false,
            ["lstrip"] = false,
            ["rstrip"] = false,
            ["normalized"] = false,
            ["special"] = true,
        })];
    }

    // SentencePiece drops white space at the end and keeps one of a run.
    private static JsonObject Normalizer(SpieceFile file)
    {
        var steps = new JsonArray();
        if (!file.CharsMap.IsEmpty)
            steps.Add(new JsonObject { ["type"] = "Precompiled", ["precompiled_charsmap"] = file.CharsMap.ToBase64() });
        steps.Add(new JsonObject { ["type"] = "Strip", ["strip_left"] = false, ["strip_right"] = true });
        steps.Add(new JsonObject { ["type"] = "Replace", ["pattern"] = new JsonObject { ["Regex"] = " {2,}" }, ["content"] = "\u2581" });
        return new() { ["type"] = "Sequence", ["normalizers"] = steps };
    }

    private static JsonObject Metaspace() =>
        new() { ["type"] = "Metaspace", ["replacement"] = "\u2581", ["prepend_scheme"] = "always", ["split"] = true };

    private static JsonObject EndOfSentence(SpieceFile file)
    {
        var end = file.Pieces[file.EosId].Text;
        return new()
        {
            ["type"] = "TemplateProcessing",
            ["single"] = new JsonArray(Sequence("A"), Special()),
            ["pair"] = new JsonArray(Sequence("A"), Special(), Sequence("B"), Special()),
            ["special_tokens"] = new JsonObject
            {
                [end] = new JsonObject { ["id"] = end, ["ids"] = new JsonArray(file.EosId), ["tokens"] = new JsonArray(end) },
            },
        };

        JsonObject Special() => new() { ["SpecialToken"] = new JsonObject { ["id"] = end, ["type_id"] = 0 } };
    }

    private static JsonObject Sequence(string id) => new() { ["Sequence"] = new JsonObject { ["id"] = id, ["type_id"] = 0 } };

    private static string Sentinel(int index) => $"<extra_id_{index}>";
}
