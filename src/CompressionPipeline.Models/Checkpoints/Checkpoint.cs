using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Torch;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Checkpoints;

/// <summary>A T5 as a folder in Hugging Face's layout: <c>config.json</c>, <c>model.safetensors</c>, <c>generation_config.json</c>.</summary>
public static class Checkpoint
{
    /// <summary>Name of the weights' file.</summary>
    public const string WeightsName = "model.safetensors";

    /// <summary>Name of the file that tells a generator where to start and to stop.</summary>
    public const string GenerationConfigName = "generation_config.json";

    // Names that some writers give besides the ones that count: the embedding under its stacks, and a table that old T5s hold and never read.
    private static readonly HashSet<string> Aliases = new(StringComparer.Ordinal)
    {
        "encoder.embed_tokens.weight", "decoder.embed_tokens.weight",
        "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight",
    };

    /// <summary>Reads a model.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="device">Where the weights go; the CPU if null.</param>
    /// <exception cref="PipelineException">A file is missing, cut off, or the two do not fit each other; names the file and the fix.</exception>
    public static T5Model Load(string folder, Device? device = null)
    {
        TorchLibrary.Require();
        var config = T5Config.Read(folder);
        var path = Path.Combine(folder, WeightsName);
        var tensors = Safetensors.Read(path);
        var model = new T5Model(config, device);
        try
        {
            Fill(model, tensors, path);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Writes a model, each file whole or not at all; a tied head is not written, for it is the embedding.</summary>
    /// <exception cref="PipelineException">The disk is full or the folder cannot be written.</exception>
    public static void Save(T5Model model, string folder)
    {
        Directory.CreateDirectory(folder);
        Safetensors.Write(Path.Combine(folder, WeightsName), [.. model.named_parameters().Select(p => TensorBytes.Of(p.name, p.parameter))]);
        AtomicFile.WriteText(Path.Combine(folder, GenerationConfigName), $$"""
            {
              "_from_model_config": true,
              "decoder_start_token_id": {{model.Config.DecoderStartTokenId}},
              "eos_token_id": {{model.Config.EosTokenId}},
              "pad_token_id": {{model.Config.PadTokenId}}
            }

            """);
        model.Config.Write(folder);
    }

    private static void Fill(T5Model model, IReadOnlyDictionary<string, TensorData> tensors, string path)
    {
        var parameters = model.named_parameters().ToList();
        var names = parameters.Select(p => p.name).ToHashSet(StringComparer.Ordinal);
        var errors = parameters.Select(p => Error(p.name, p.parameter.shape, tensors)).OfType<string>()
            .Concat(tensors.Keys.Where(name => !names.Contains(name) && !IsAlias(name, model.Config)).Select(name => $"'{name}' has no place in it"))
            .ToList();
        if (errors.Count > 0)
        {
            var more = errors.Count > 8 ? $"; and {errors.Count - 8} more" : "";
            throw new PipelineException($"{path} does not fit the model that {T5Config.FileName} beside it describes: {string.Join("; ", errors.Take(8))}{more}. Take both files from one checkpoint.");
        }
        foreach (var (name, parameter) in parameters)
            TensorBytes.CopyInto(parameter, tensors[name]);
    }

    private static bool IsAlias(string name, T5Config config) => Aliases.Contains(name) || (config.TieWordEmbeddings && name == "lm_head.weight");

    private static string? Error(string name, long[] shape, IReadOnlyDictionary<string, TensorData> tensors)
    {
        if (!tensors.TryGetValue(name, out var data))
            return $"'{name}' is missing";
        if (!data.Shape.SequenceEqual(shape))
            return $"'{name}' is [{string.Join(", ", data.Shape)}] and should be [{string.Join(", ", shape)}]";
        return TensorBytes.Knows(data.DType) ? null : $"'{name}' is of type {data.DType}, and F32, F16 or BF16 is wanted";
    }
}
