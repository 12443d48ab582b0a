using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using static CompressionPipeline.Inference.Tokenization.HuggingFaceFiles;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// The vocabulary of an encoder's <c>tokenizer.json</c>, for folders that have this file alone, as newer versions of Hugging
/// Face's library write them.
/// </summary>
internal static class EncoderJson
{
    private const string Fix =
        "Copy vocab.txt, or vocab.json and merges.txt, of the model that this one was fine-tuned from beside it.";

    /// <summary>
    /// Writes <c>vocab.txt</c>, or <c>vocab.json</c> and <c>merges.txt</c>, and the settings that
    /// <c>tokenizer_config.json</c> does not have.
    /// </summary>
    /// <param name="folder">Has a <c>tokenizer.json</c>, and is written to.</param>
    /// <exception cref="PipelineException">It is neither WordPiece nor byte-level BPE, or cannot be written.</exception>
    public static void Unpack(string folder)
    {
        var path = Path.Combine(folder, TokenizerFile);
        var json = StrictJson.ReadObject(path, Fix);
        var model = json["model"] as JsonObject ?? [];
        switch (TextOf(model["type"]))
        {
            case "WordPiece":
                const string prefix = "continuing_subword_prefix";
                Require(TextOf(model[prefix]) is null or "##", $"model.{prefix}", "is not '##'");
                var normalizer = Step("normalizer", "BertNormalizer");
                Step("pre_tokenizer", "BertPreTokenizer");
                AtomicFile.WriteText(
                    Path.Combine(folder, WordPieceTokenizer.FileName), string.Concat(Pieces().Select(piece => piece + "\n")));
                Settings(config =>
                {
                    foreach (var (key, fast) in EncoderSettings.Normalizing)
                        config[key] ??= normalizer[fast]?.DeepClone();
                });
                break;
            case "BPE":
                Require(json["normalizer"] is null, "normalizer", "changes texts, which RoBERTa's does not");
                var bytes = Step("pre_tokenizer", "ByteLevel");
                AtomicFile.WriteText(
                    Path.Combine(folder, ByteLevelTokenizer.VocabularyName),
                    new JsonObject(Pieces().Index().Select(piece =>
                        KeyValuePair.Create<string, JsonNode?>(piece.Item, piece.Index))).ToJsonString());
                AtomicFile.WriteText(
                    Path.Combine(folder, ByteLevelTokenizer.MergesName), string.Concat(Merges().Select(merge => merge + "\n")));
                Settings(config => config["add_prefix_space"] ??= bytes["add_prefix_space"]?.DeepClone() ?? false);
                break;
            default:
                throw Wrong("model", "is neither WordPiece nor BPE");
        }

        // In the order of their ids; special ones may stand among the added tokens alone.
        List<string> Pieces()
        {
            var ids = new Dictionary<int, string>();
            foreach (var (piece, id) in model["vocab"] as JsonObject ?? [])
                Add(id, piece);
            foreach (var token in (json["added_tokens"] as JsonArray ?? []).OfType<JsonObject>())
                Add(token["id"], TextOf(token) ?? "");
            Require(
                ids.Count > 0 && ids.Keys.Max() == ids.Count - 1
                    && ids.Values.Distinct(StringComparer.Ordinal).Count() == ids.Count
                    && !ids.Values.Any(piece => piece.AsSpan().ContainsAny('\n', '\r')),
                "model.vocab", "does not name each piece once, by ids from 0 on");
            return [.. ids.OrderBy(piece => piece.Key).Select(piece => piece.Value)];

            void Add(JsonNode? id, string piece) => Require(
                id.Is<int>(out var number) && number >= 0 && (ids.TryAdd(number, piece) || ids[number] == piece),
                "model.vocab", $"gives '{piece}' no id of its own");
        }

        IEnumerable<string> Merges() => (model["merges"] as JsonArray ?? []).Select(merge =>
            merge is JsonArray { Count: 2 } pair ? $"{TextOf(pair[0])} {TextOf(pair[1])}" : TextOf(merge) ?? "");

        JsonObject Step(string key, string type)
        {
            Require(TextOf((json[key] as JsonObject)?["type"]) == type, key, $"is not {type}");
            return json[key]!.AsObject();
        }

        void Settings(Action<JsonObject> change) => JsonObjectFile.Change(Path.Combine(folder, ConfigFile), Fix, change);

        void Require(bool holds, string key, string problem)
        {
            if (!holds)
                throw Wrong(key, problem);
        }

        InvalidFileException Wrong(string key, string problem) => new(path, $"its '{key}' {problem}", Fix, key: key);
    }
}
