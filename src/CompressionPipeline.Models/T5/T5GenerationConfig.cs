using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Models.T5;

/// <summary>
/// <c>generation_config.json</c>: where to start and to stop, and how a checkpoint's maker has it generate, which stays with it.
/// </summary>
internal static class T5GenerationConfig
{
    private const string Fix = "Make both files say the same, or copy the checkpoint again.";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n" };

    // The ids, which config.json has too.
    private static readonly Dictionary<string, Func<T5Config, int>> Ids = new(StringComparer.Ordinal)
    {
        ["decoder_start_token_id"] = config => config.DecoderStartTokenId,
        ["eos_token_id"] = config => config.EosTokenId,
        ["pad_token_id"] = config => config.PadTokenId,
    };

    // Who wrote the file: this program does, from now on.
    private static readonly string[] Origin = ["_from_model_config", "transformers_version"];

    // What this program's own decoding takes from the file.
    private static readonly string[] Used = ["num_beams", "length_penalty", "max_new_tokens", "min_new_tokens"];

    // Hold ids of the vocabulary, alone or in lists.
    private static readonly HashSet<string> OfIds = new(
    [
        "bad_words_ids", "begin_suppress_tokens", "force_words_ids", "forced_bos_token_id", "forced_eos_token_id",
        "sequence_bias", "suppress_tokens",
    ], StringComparer.Ordinal);

    // Older checkpoints have these in config.json.
    private static readonly HashSet<string> Keys = new(
    [
        .. Used, "bad_words_ids", "begin_suppress_tokens", "diversity_penalty", "do_sample", "early_stopping",
        "encoder_no_repeat_ngram_size", "encoder_repetition_penalty", "epsilon_cutoff", "eta_cutoff",
        "exponential_decay_length_penalty", "force_words_ids", "forced_bos_token_id", "forced_eos_token_id", "max_length",
        "min_length", "min_p", "no_repeat_ngram_size", "num_beam_groups", "num_return_sequences", "output_scores",
        "penalty_alpha", "prefix", "remove_invalid_values", "renormalize_logits", "repetition_penalty", "return_dict_in_generate",
        "sequence_bias", "suppress_tokens", "temperature", "top_k", "top_p", "typical_p",
    ], StringComparer.Ordinal);

    /// <summary>Whether a key of <c>config.json</c> is about generating.</summary>
    public static bool IsKey(string key) => Keys.Contains(key);

    /// <summary>Fills in ids that stand there alone, of which the configuration says nothing.</summary>
    public static void Complete(JsonObject config, string folder)
    {
        var path = Path.Combine(folder, T5Checkpoint.GenerationConfigName);
        if (!File.Exists(path))
            return;
        var generation = StrictJson.ReadObject(path, Fix);
        foreach (var key in Ids.Keys.Where(key => config[key] is null && One(generation[key]) is JsonValue))
            config[key] = One(generation[key])!.DeepClone();
    }

    /// <summary>What a checkpoint says beyond the ids, which must be those of <c>config.json</c>.</summary>
    /// <exception cref="PipelineException">The file is no strict JSON, or an id is another one.</exception>
    public static JsonObject Read(string folder, T5Config config)
    {
        var model = StrictJson.ReadObject(Path.Combine(folder, T5Config.FileName), Fix);
        var generation = new JsonObject(
            model.Where(member => IsKey(member.Key) && member.Value is not null).Select(Copy));
        var path = Path.Combine(folder, T5Checkpoint.GenerationConfigName);
        if (!File.Exists(path))
            return Checked(generation, Path.Combine(folder, T5Config.FileName));
        foreach (var (key, value) in StrictJson.ReadObject(path, Fix).Where(member => member.Value is not null))
        {
            if (!Ids.TryGetValue(key, out var id))
                generation[key] = value!.DeepClone();
            else if (!JsonNode.DeepEquals(One(value), id(config)))
            {
                throw new InvalidFileException(
                    path,
                    $"the key '{key}' is {value!.ToJsonString()}, and by {T5Config.FileName} it is {id(config)}", Fix,
                    StrictJson.LineOf(path, key), key);
            }
        }
        foreach (var key in Origin)
            generation.Remove(key);
        return Checked(generation, path);
    }

    // What is used must be what it can be; the rest is kept as it is.
    private static JsonObject Checked(JsonObject generation, string path)
    {
        foreach (var key in Used.Where(generation.ContainsKey))
        {
            var isNumber = generation[key].Is<double>(out var number) && double.IsFinite(number);
            var least = key == "min_new_tokens" ? 0 : 1;
            if (isNumber && (key == "length_penalty" || (double.IsInteger(number) && number >= least && number <= int.MaxValue)))
                continue;
            throw new InvalidFileException(
                path, $"the key '{key}' is {generation[key]!.ToJsonString()}, which is no such number",
                "Correct it, or remove the key.", StrictJson.LineOf(path, key), key);
        }
        return generation;
    }

    /// <summary>Keys that this program keeps and does not itself use.</summary>
    public static IEnumerable<string> Unused(JsonObject generation) =>
        generation.Select(member => member.Key).Where(key => !Used.Contains(key));

    /// <summary>Keys that hold ids of the vocabulary.</summary>
    public static IEnumerable<string> WithIds(JsonObject generation) =>
        generation.Select(member => member.Key).Where(OfIds.Contains);

    /// <summary>Writes the file atomically.</summary>
    public static void Write(string folder, T5Config config, JsonObject generation)
    {
        // With this mark, other loaders take the file for a copy of config.json.
        var json = generation.Count == 0 ? new JsonObject { ["_from_model_config"] = true } : [];
        foreach (var (key, id) in Ids)
            json[key] = id(config);
        foreach (var (key, value) in generation.Select(Copy))
            json[key] = value;
        AtomicFile.WriteText(Path.Combine(folder, T5Checkpoint.GenerationConfigName), json.ToJsonString(Readable) + "\n");
    }

    // Several may be said; one of them alone is no list.
    private static JsonNode? One(JsonNode? id) => id is JsonArray { Count: 1 } alone ? alone[0] : id;

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> member) =>
        new(member.Key, member.Value?.DeepClone());
}
