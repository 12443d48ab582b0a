using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>A model in memory that generates and says how long it took.</summary>
internal interface ILoadedModel : IDisposable
{
    /// <summary><c>baseline</c> or the variant's name.</summary>
    string Name { get; }

    /// <summary>Generates exactly as many tokens as asked for.</summary>
    /// <param name="sources">Token ids, all of the same length.</param>
    /// <param name="outputLength">Tokens to generate for each source.</param>
    /// <param name="cancellation">Set when the user asks to stop.</param>
    GenerationTimes Generate(IReadOnlyList<int[]> sources, int outputLength, CancellationToken cancellation);
}

/// <summary>One timed run, in milliseconds; of a model that writes no text, only the whole.</summary>
/// <param name="Total">The whole.</param>
/// <param name="Encoder">The encoder.</param>
/// <param name="FirstToken">The first token.</param>
/// <param name="Token">Each further token on average; null where there is none.</param>
internal readonly record struct GenerationTimes(
    double Total, double? Encoder = null, double? FirstToken = null, double? Token = null)
{
    public double? Of(Phase phase) => phase switch
    {
        Phase.Total => Total,
        Phase.Encoder => Encoder,
        Phase.FirstToken => FirstToken,
        _ => Token,
    };
}
