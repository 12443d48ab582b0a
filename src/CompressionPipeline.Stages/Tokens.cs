using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Stages;

/// <summary>The texts of a data set as the ids that a model reads and predicts.</summary>
internal abstract class Tokens
{
    /// <summary>The id that every source ends with.</summary>
    public abstract int EndOfSource { get; }

    /// <summary>What ids depend on beside the tokenizer's files and the data.</summary>
    public virtual string Fingerprint => "";

    /// <summary>Tokens of a source on which models are timed.</summary>
    /// <param name="asked">So many; 0 takes the longest that the model reads of the data.</param>
    /// <exception cref="PipelineException">The model has no positions for so many.</exception>
    public abstract int TimedLength(int asked);

    /// <summary>What a model reads of an example, cut to the data's longest source.</summary>
    public abstract int[] Source(Example example);

    /// <summary>What a model learns of an example.</summary>
    public abstract TokenizedPair Pair(Example example);

    /// <summary>Every example as something made of ids, in order, on all cores.</summary>
    public static IReadOnlyList<T> Tokenize<T>(
        IReadOnlyList<Example> examples, StageContext context, Func<Example, T> encode)
    {
        var encoded = new T[examples.Count];
        var done = 0;
        Parallel.For(0, examples.Count, new ParallelOptions { CancellationToken = context.Cancellation }, index =>
        {
            encoded[index] = encode(examples[index]);
            if (Interlocked.Increment(ref done) is var count && (count % 1000 == 0 || count == examples.Count))
                context.Progress.Step(new("tokenizing", count, examples.Count));
        });
        return encoded;
    }
}
