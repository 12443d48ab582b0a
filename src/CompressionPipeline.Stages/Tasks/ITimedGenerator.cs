using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>A model that generates and says how long it took.</summary>
internal interface ITimedGenerator
{
    /// <summary><c>baseline</c> or the variant's name.</summary>
    string Name { get; }

    /// <summary>Generates exactly as many tokens as asked for.</summary>
    /// <param name="sources">Token ids, all of the same length.</param>
    /// <param name="outputLength">Tokens to generate for each source.</param>
    /// <param name="cancellation">Set when the user asks to stop.</param>
    GenerationTimes Generate(IReadOnlyList<int[]> sources, int outputLength, CancellationToken cancellation);
}

/// <summary>A model in memory.</summary>
internal interface ILoadedModel : ITimedGenerator, IDisposable;

/// <summary>One timed run, in milliseconds; of a model that writes no text, only the whole.</summary>
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
