using CompressionPipeline.Models.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Bert;

/// <summary>How weights come to be: unset, for a checkpoint to fill, or random.</summary>
internal static class BertWeights
{
    /// <summary>A matrix (outputs, inputs) with a bias.</summary>
    public static Linear Linear(long inputs, long outputs, Device device) =>
        nn.Linear(UnsetParameter.Of(device, outputs, inputs), UnsetParameter.Of(device, outputs));

    /// <summary>A norm that centres, scales and shifts.</summary>
    public static LayerNorm Norm(BertConfig config, Device device) =>
        nn.LayerNorm([config.HiddenSize], config.LayerNormEps, device: device);

    /// <summary>Fills weights by the rules of Hugging Face's BERT, each after its own share of one seeded stream.</summary>
    /// <param name="model">The model.</param>
    /// <param name="seed">Seed of the stream.</param>
    /// <param name="names">Which weights; null for all.</param>
    public static void Randomize(BertModel model, long seed, IReadOnlySet<string>? names = null)
    {
        using var ungraded = no_grad();
        using var generator = new Generator(unchecked((ulong)seed));
        foreach (var (name, parameter) in model.named_parameters().Where(p => names?.Contains(p.name) ?? true))
        {
            using var scope = NewDisposeScope();
            // Drawn on the CPU, so that a GPU starts from the same weights.
            parameter.copy_(Start(name, parameter.shape, model.Config.InitializerRange, generator));
        }
    }

    private static Tensor Start(string name, long[] shape, double deviation, Generator generator)
    {
        if (name.EndsWith(".bias", StringComparison.Ordinal))
            return zeros(shape);
        return name.EndsWith("LayerNorm.weight", StringComparison.Ordinal)
            ? ones(shape)
            : empty(shape).normal_(0, deviation, generator);
    }
}
