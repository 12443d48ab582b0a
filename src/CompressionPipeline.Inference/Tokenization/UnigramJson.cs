using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CompressionPipeline.Core;
using Google.Protobuf;
using static CompressionPipeline.Inference.Tokenization.HuggingFaceFiles;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// The SentencePiece model that a <c>tokenizer.json</c> was made of, for folders that have this file alone, as newer versions of
/// Hugging Face's library write them.
/// </summary>
internal static partial class UnigramJson
{
    private const string Fix =
        "Copy the spiece.model of the model that this one was fine-tuned from, or let 'tokenizer' name one.";

    /// <summary>Makes the model.</summary>
    /// <param name="path">The <c>tokenizer.json</c>; the names of special tokens stand in the files beside it.</param>
    /// <returns>The bytes of a <c>spiece.model</c>.</returns>
    /// <exception cref="PipelineException">It is no Unigram model, or changes texts in a way that a SentencePiece model cannot
    /// say.</exception>
    public static byte[] ToSpiece(string path)
    {
        var json = StrictJson.ReadObject(path, Fix);
        var model = json["model"] as JsonObject ?? [];
        Require(TextOf(model["type"]) is null or "Unigram" && model["vocab"] is JsonArray, "model", "is no Unigram model");
        List<(string Text, float Score)> pieces = [.. ((JsonArray)model["vocab"]!).Select(Piece)];
        // Sentinels stand behind the pieces, here as tokens that were added.
        while (pieces.Count > 0 && TokenizerJson.IsSentinel(pieces[^1].Text))
            pieces.RemoveAt(pieces.Count - 1);
        var bytes = model["byte_fallback"].Is<bool>(out var fallback) && fallback;
        Require(
            model["unk_id"].Is<int>(out var unknown) && unknown >= 0 && unknown < pieces.Count, "model.unk_id", "is no piece");
        var added = (json["added_tokens"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(token => TextOf(token) is not null)
            .ToLookup(token => TextOf(token)!, token => token["special"].Is<bool>(out var special) && special);
        var (map, prefix, trims, splits) = Rewriting();
        var (end, pad) = (Named("eos_token", "</s>"), Named("pad_token", "<pad>"));
        RequireTemplate();

        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            foreach (var (id, (text, score)) in pieces.Index())
            {
                SpieceWriter.Message(output, SpieceFile.PiecesField, piece =>
                {
                    piece.WriteTag(SpieceFile.PieceText, WireFormat.WireType.LengthDelimited);
                    piece.WriteString(text);
                    piece.WriteTag(SpieceFile.PieceScore, WireFormat.WireType.Fixed32);
                    piece.WriteFloat(score);
                    SpieceWriter.Number(piece, SpieceFile.PieceTypeField, (int)TypeOf(id, text));
                });
            }
            SpieceWriter.Message(output, SpieceFile.TrainerSpec, trainer =>
            {
                SpieceWriter.Number(trainer, SpieceFile.ModelType, SpieceFile.Unigram);
                SpieceWriter.Number(trainer, SpieceFile.VocabularySize, pieces.Count);
                SpieceWriter.Number(trainer, SpieceFile.ByteFallbackField, bytes ? 1 : 0);
                SpieceWriter.Number(trainer, SpieceFile.UnkIdField, unknown);
                SpieceWriter.Number(trainer, SpieceFile.BosIdField, -1);
                SpieceWriter.Number(trainer, SpieceFile.EosIdField, end);
                SpieceWriter.Number(trainer, SpieceFile.PadIdField, pad);
            });
            SpieceWriter.Message(output, SpieceFile.NormalizerSpec, normalizer =>
            {
                SpieceWriter.Message(normalizer, SpieceFile.CharsMapField, ByteString.CopyFrom(map));
                SpieceWriter.Number(normalizer, SpieceFile.AddDummyPrefixField, prefix ? 1 : 0);
                SpieceWriter.Number(normalizer, SpieceFile.RemoveExtraSpacesField, trims ? 1 : 0);
            });
        }
        return stream.ToArray();

        (string, float) Piece(JsonNode? pair) =>
            pair is JsonArray { Count: 2 } both && both[0].Is<string>(out var text) && both[1].Is<double>(out var score)
                ? (text, (float)score)
                : throw Wrong("model.vocab", $"has {pair?.ToJsonString() ?? "null"}, which is no piece with its score");

        // A text that is cut at its spaces has no piece that reaches over one.
        PieceType TypeOf(int id, string text) => id == unknown ? PieceType.Unknown
            : id == end || id == pad ? PieceType.Control
            : bytes && ByteName().IsMatch(text) ? PieceType.Byte
            : !added.Contains(text) ? splits && text.LastIndexOf(TextNormalizer.Space) > 0 ? PieceType.Unused : PieceType.Normal
            : added[text].First() ? PieceType.Control : PieceType.UserDefined;

        int Named(string key, string usual)
        {
            var name = NameOf(Path.GetDirectoryName(path)!, key) ?? usual;
            return pieces.FindIndex(piece => piece.Text == name);
        }

        // What becomes of a text before it is cut, as far as a SentencePiece model says it.
        (byte[] Map, bool Prefix, bool Trims, bool Splits) Rewriting()
        {
            byte[] map = [];
            var (prefix, trims, white, splits, marks) = (false, false, false, false, false);
            foreach (var step in Steps(json["normalizer"], "normalizers").Concat(Steps(json["pre_tokenizer"], "pretokenizers")))
            {
                switch (TextOf(step["type"]))
                {
                    case "Precompiled" when TextOf(step["precompiled_charsmap"]) is { } text:
                        map = Decoded(text);
                        break;
                    case "Strip":
                        trims = true;
                        break;
                    case "WhitespaceSplit":
                        trims = white = splits = true;
                        break;
                    case "Replace" when TextOf((step["pattern"] as JsonObject)?["Regex"]) == " {2,}":
                        trims = true;
                        break;
                    case "Prepend" when TextOf(step["prepend"]) == TokenizerJson.Space:
                        prefix = true;
                        break;
                    case "Metaspace" when TextOf(step["replacement"]) is null or TokenizerJson.Space:
                        prefix |= TextOf(step["prepend_scheme"]) is { } scheme ? scheme != "never"
                            : !step["add_prefix_space"].Is<bool>(out var adds) || adds;
                        splits |= !step["split"].Is<bool>(out var cuts) || cuts;
                        marks = true;
                        break;
                    default:
                        throw Wrong("normalizer", $"has a step {step.ToJsonString()}, which is not supported");
                }
            }
            Require(marks, "pre_tokenizer", "has no Metaspace, by which pieces know of spaces");
            // A map of T5's makes a space of every white space itself.
            return (white && map.Length == 0 ? WhiteSpaceMap.Bytes() : map, prefix, trims, splits);
        }

        // Nothing before a text, and the end of the sequence behind it.
        void RequireTemplate()
        {
            if (json["post_processor"] is not JsonObject processor)
                return;
            var parts = (processor["single"] as JsonArray ?? []).Select(part => part as JsonObject ?? [])
                .Select(part => part["Sequence"] as JsonObject ?? part["SpecialToken"] as JsonObject)
                .Select(part => TextOf(part?["id"])).ToList();
            Require(
                parts is ["A", { } last] && pieces.FindIndex(piece => piece.Text == last) == end, "post_processor.single",
                "does more than to add the end of the sequence behind a text");
        }

        byte[] Decoded(string base64)
        {
            var bytes = new byte[base64.Length];
            Require(Convert.TryFromBase64String(base64, bytes, out var count), "precompiled_charsmap", "is not in base 64");
            return bytes[..count];
        }

        void Require(bool holds, string key, string problem)
        {
            if (!holds)
                throw Wrong(key, problem);
        }

        InvalidFileException Wrong(string key, string problem) => new(path, $"its '{key}' {problem}", Fix, key: key);
    }

    private static IEnumerable<JsonObject> Steps(JsonNode? node, string list) => node switch
    {
        JsonObject sequence when sequence[list] is JsonArray steps => steps.SelectMany(step => Steps(step, list)),
        JsonObject step => [step],
        _ => [],
    };

    [GeneratedRegex(@"\A<0x[0-9A-F]{2}>\z")]
    private static partial Regex ByteName();
}
