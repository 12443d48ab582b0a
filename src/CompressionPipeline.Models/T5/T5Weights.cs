using CompressionPipeline.Models.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.T5;

/// <summary>How weights come to be: unset, for a checkpoint to fill, or random.</summary>
internal static class T5Weights
{
    /// <summary>A matrix without bias, (outputs, inputs).</summary>
    public static Linear Linear(long inputs, long outputs, Device device) =>
        nn.Linear(UnsetParameter.Of(device, outputs, inputs));

    /// <summary>Fills every weight by the rules of Hugging Face's T5, each after its own share of one seeded stream.</summary>
    public static void Randomize(T5Model model, long seed)
    {
        using var ungraded = no_grad();
        using var generator = new Generator(unchecked((ulong)seed));
        foreach (var (name, parameter) in model.named_parameters())
        {
            using var scope = NewDisposeScope();
            // Drawn on the CPU, so that a GPU starts from the same weights.
            parameter.copy_(Deviation(name, parameter.shape[^1], model.Config) is { } deviation
                ? empty(parameter.shape).normal_(0, deviation * model.Config.InitializerFactor, generator)
                : full(parameter.shape, Scalars.Of(model.Config.InitializerFactor)));
        }
    }

    // Null for the norms, which all start at the factor itself.
    private static double? Deviation(string name, long inputs, T5Config config) => name.Split('.')[^2] switch
    {
        "shared" or "lm_head" => 1.0,
        "q" => Math.Pow((double)config.DModel * config.DKv, -0.5),
        "k" or "v" or "wi" or "wi_0" or "wi_1" or "relative_attention_bias" => Math.Pow(config.DModel, -0.5),
        "o" or "wo" => Math.Pow(inputs, -0.5),
        _ => null,
    };
}
