using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>A SentencePiece Unigram model in the format of Hugging Face's tokenizers library.</summary>
internal static partial class TokenizerJson
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public const string Space = "\u2581";

    /// <summary>Whether a token is one of those that T5 fills gaps with.</summary>
    public static bool IsSentinel(string token) => SentinelName().IsMatch(token);

    public static void Write(Stream stream, SpieceFile file, int sentinels) =>
        JsonSerializer.Serialize(stream, Of(file, sentinels), Compact);

    private static JsonObject Of(SpieceFile file, int sentinels) => new()
    {
        ["version"] = "1.0",
        ["truncation"] = null,
        ["padding"] = null,
        ["added_tokens"] = AddedTokens(file, sentinels),
        ["normalizer"] = Normalizer(file),
        ["pre_tokenizer"] = Metaspace(file, file.AddDummyPrefix && file.RemoveExtraSpaces),
        ["post_processor"] = EndOfSequence(file),
        ["decoder"] = Decoder(file),
        ["model"] = new JsonObject
        {
            ["type"] = "Unigram",
            ["unk_id"] = file.UnkId,
            ["vocab"] = Vocabulary(file, sentinels),
            ["byte_fallback"] = file.ByteIds is not null,
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

    // Where spaces count, Metaspace cannot add the first one: it does so only where a text has none.
    private static JsonObject Normalizer(SpieceFile file)
    {
        var steps = new JsonArray();
        if (!file.CharsMap.IsEmpty)
            steps.Add(new JsonObject { ["type"] = "Precompiled", ["precompiled_charsmap"] = file.CharsMap.ToBase64() });
        if (file.RemoveExtraSpaces)
        {
            steps.Add(new JsonObject { ["type"] = "Strip", ["strip_left"] = !file.AddDummyPrefix, ["strip_right"] = true });
            steps.Add(Replace(new() { ["Regex"] = " {2,}" }, Space));
        }
        else if (file.AddDummyPrefix)
        {
            steps.Add(new JsonObject { ["type"] = "Prepend", ["prepend"] = Space });
        }
        return new() { ["type"] = "Sequence", ["normalizers"] = steps };
    }

    private static JsonObject Decoder(SpieceFile file)
    {
        var steps = new JsonArray();
        if (file.ByteIds is not null)
            steps.Add(new JsonObject { ["type"] = "ByteFallback" });
        if (file.RemoveExtraSpaces)
        {
            steps.Add(Metaspace(file, prepend: true));
        }
        else
        {
            // One space is taken from the front, where it was added; Metaspace would take all that the first piece has.
            steps.Add(Replace(new() { ["String"] = Space }, " "));
            steps.Add(new JsonObject { ["type"] = "Fuse" });
            if (file.AddDummyPrefix)
                steps.Add(new JsonObject { ["type"] = "Strip", ["content"] = " ", ["start"] = 1, ["stop"] = 0 });
        }
        return steps.Count == 1 ? steps[0]!.DeepClone().AsObject() : new() { ["type"] = "Sequence", ["decoders"] = steps };
    }

    private static JsonObject Replace(JsonObject pattern, string content) =>
        new() { ["type"] = "Replace", ["pattern"] = pattern, ["content"] = content };

    // A text is cut at its spaces first, unless a piece reaches over one.
    private static JsonObject Metaspace(SpieceFile file, bool prepend) => new()
    {
        ["type"] = "Metaspace",
        ["replacement"] = Space,
        ["prepend_scheme"] = prepend ? "always" : "never",
        ["split"] = file.Pieces.All(piece => !piece.IsInText || piece.Text.LastIndexOf(TextNormalizer.Space) <= 0),
    };

    private static JsonObject EndOfSequence(SpieceFile file)
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

    [GeneratedRegex(@"\A<extra_id_[0-9]+>\z")]
    private static partial Regex SentinelName();
}
