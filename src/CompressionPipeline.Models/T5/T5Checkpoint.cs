using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.T5;

/// <summary>
/// A T5 as a folder in Hugging Face's layout: <c>config.json</c>, <c>model.safetensors</c>, <c>generation_config.json</c>.
/// </summary>
public static class T5Checkpoint
{
    /// <summary>Name of the file that tells a generator where to start and to stop.</summary>
    public const string GenerationConfigName = "generation_config.json";

    // Names that some writers add: the embedding under its stacks, and a table that old T5s hold and never read.
    private static readonly HashSet<string> Aliases = new(StringComparer.Ordinal)
    {
        "encoder.embed_tokens.weight", "decoder.embed_tokens.weight",
        "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight",
    };

    /// <summary>Reads a model.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="device">Where the weights go; the CPU if null.</param>
    /// <exception cref="PipelineException">A file is missing, cut off, or the two do not fit each other; names the file and the
    /// fix.</exception>
    public static T5Model Load(string folder, Device? device = null)
    {
        var config = T5Config.Read(folder);
        var model = new T5Model(config, device);
        try
        {
            ModuleWeights.Load(model, Path.Combine(folder, ModuleWeights.FileName), name => IsAlias(name, config));
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
        ModuleWeights.Save(model, folder);
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

    private static bool IsAlias(string name, T5Config config) =>
        Aliases.Contains(name) || (config.TieWordEmbeddings && name == "lm_head.weight");
}
