using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;

namespace CompressionPipeline.Models.T5;

/// <summary>
/// What a checkpoint's folder says, with each tensor under one name: writers keep any one of the names of a shared tensor, or
/// several.
/// </summary>
/// <param name="Config">The shape; untied where the file has a head of its own.</param>
/// <param name="Tensors">The module's parameters by name.</param>
/// <param name="WeightsPath">The file that they are from.</param>
/// <param name="Generation">What <c>generation_config.json</c> says beyond the ids.</param>
internal sealed record T5Files(
    T5Config Config, IReadOnlyDictionary<string, TensorData> Tensors, string WeightsPath, JsonObject Generation)
{
    private const string Shared = "shared.weight";
    private const string Head = "lm_head.weight";

    private static readonly string[] Embeddings = [Shared, "encoder.embed_tokens.weight", "decoder.embed_tokens.weight"];

    // Old T5s hold a second position table, which no T5 has ever read.
    private const string UnreadTable = "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight";

    /// <exception cref="PipelineException">A file is missing, cut off, or contradicts itself or another.</exception>
    public static T5Files Read(string folder)
    {
        var config = T5Config.Read(folder);
        var (read, path) = WeightFiles.Read(folder);
        var tensors = new Dictionary<string, TensorData>(read, StringComparer.Ordinal);
        tensors.Remove(UnreadTable);

        var given = Embeddings.Where(tensors.ContainsKey).ToList();
        // A tied head is the embedding, and may be the name that was kept.
        if (given.Count == 0 && config.TieWordEmbeddings && tensors.ContainsKey(Head))
            given.Add(Head);
        if (given.Count > 0)
        {
            var embedding = tensors[given[0]];
            if (given.Find(name => !tensors[name].IsSameAs(embedding)) is { } other)
            {
                throw new InvalidFileException(
                    path, $"'{given[0]}' and '{other}' differ, and a T5 has one embedding for both stacks",
                    "Name a checkpoint with one embedding, or remove the tensor that the model was not trained with.",
                    key: other);
            }
            given.ForEach(name => tensors.Remove(name));
            tensors[Shared] = embedding;
        }
        if (config.TieWordEmbeddings && tensors.TryGetValue(Head, out var head))
            config = WithOwnHead(config, tensors, head, path);
        config = Widths(config, tensors);
        CutTables(config, tensors);
        WeightFiles.RequireSize(config.ParameterCount, tensors.Values, path);
        return new(config, tensors, path, T5GenerationConfig.Read(folder, config));
    }

    // Other tools write the heads that a layer keeps, and leave the other widths to the tensors. Where all layers are alike and
    // only the configuration says something else, it is one of another checkpoint.
    private static T5Config Widths(T5Config config, Dictionary<string, TensorData> tensors)
    {
        var encoder = Units("encoder", config.NumLayers, 1);
        var decoder = Units("decoder", config.NumDecoderLayers, 2);
        var cross = Inputs("decoder", config.NumDecoderLayers, 1, "EncDecAttention.o");
        var differ = (encoder ?? []).Concat(decoder ?? []).Distinct().Count() > 1 || (cross ?? []).Distinct().Count() > 1;
        if (config.KeptHeads is null && !differ)
            return config;
        return config with
        {
            EncoderDFf = config.EncoderDFf ?? Unless(encoder, config.DFf),
            DecoderDFf = config.DecoderDFf ?? Unless(decoder, config.DFf),
            CrossHeads = config.CrossHeads ?? Unless(cross?.ConvertAll(width => width / config.DKv), config.NumHeads),
        };

        List<int>? Units(string stack, int layers, int sublayer) => Inputs(stack, layers, sublayer, "DenseReluDense.wo");

        // Null where a layer has none: then the configuration must say so.
        List<int>? Inputs(string stack, int layers, int sublayer, string name)
        {
            var found = Enumerable.Range(0, layers).Select(i =>
                tensors.GetValueOrDefault($"{stack}.block.{i}.layer.{sublayer}.{name}.weight")?.Shape).ToList();
            return found.TrueForAll(shape => shape is [_, <= int.MaxValue]) ? [.. found.Select(shape => (int)shape![1])] : null;
        }

        static List<int>? Unless(List<int>? widths, int usual) =>
            widths?.TrueForAll(width => width == usual) == false ? widths : null;
    }

    // A table may have columns behind the last head that any layer keeps.
    private static void CutTables(T5Config config, Dictionary<string, TensorData> tensors)
    {
        (string Stack, int Columns)[] tables =
            [("encoder", config.EncoderPositionHeads), ("decoder", config.DecoderPositionHeads)];
        foreach (var (stack, columns) in tables)
        {
            var name = $"{stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight";
            if (config.KeptHeads is null || !tensors.TryGetValue(name, out var table) || table.Shape is not [var rows, var all]
                || all != config.NumHeads || all <= columns || TensorData.WidthOf(table.DType) is not { } width)
                continue;
            var cut = new byte[rows * columns * width];
            for (var row = 0; row < rows; row++)
                table.Read(row * all * width, cut.AsSpan(row * columns * width, columns * width));
            tensors[name] = new(table.DType, [rows, columns], cut);
        }
    }

    // Transformers 5 writes tie_word_embeddings for every T5, and says by scale_decoder_outputs which kind it is. Of an
    // mT5, which has a head of its own and is not scaled, it says the first alone.
    private static T5Config WithOwnHead(T5Config config, Dictionary<string, TensorData> tensors, TensorData head, string path)
    {
        if (tensors.TryGetValue(Shared, out var embedding) && head.IsSameAs(embedding))
        {
            tensors.Remove(Head);
            return config;
        }
        return config.IsScaled && config.ModelType != T5Config.MT5Type
            ? throw new InvalidFileException(
                path, $"'{Head}' differs from '{Shared}', though {T5Config.FileName} says that they are tied",
                $"Set tie_word_embeddings to false in {T5Config.FileName} if the model was trained with a head of its own "
                + $"(T5 1.1, FLAN), or remove '{Head}' from the file if it was not (T5 1.0).", key: Head)
            : config with { TieWordEmbeddings = false, ScaleDecoderOutputs = null };
    }
}
