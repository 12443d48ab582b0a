using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Stages;

/// <summary>The texts of a data set as the ids a model reads and writes.</summary>
internal sealed class Tokens
{
    private readonly DataSetInfo info;

    private Tokens(T5Tokenizer tokenizer, DataSetInfo info)
    {
        Tokenizer = tokenizer;
        this.info = info;
    }

    public T5Tokenizer Tokenizer { get; }

    /// <summary>The tokenizer of a data artifact, checked against the model that is to read its ids.</summary>
    /// <exception cref="PipelineException">It has more pieces than the model's embedding has rows, or other special
    /// ids.</exception>
    public static Tokens Of(Artifact data, DataSetInfo info, T5Config model)
    {
        var path = data.File(T5Tokenizer.FileName);
        var tokenizer = T5Tokenizer.Open(path, model.VocabSize);
        if (tokenizer.PadId != model.PadTokenId || tokenizer.EosId != model.EosTokenId)
        {
            throw new PipelineException(
                $"{path} has pad {tokenizer.PadId} and end of sequence {tokenizer.EosId}, "
                + $"but the model's config.json says {model.PadTokenId} and {model.EosTokenId}: "
                + "the tokenizer does not fit the model. Name the tokenizer that the model was trained with.");
        }
        return new(tokenizer, info);
    }

    /// <summary>Prefix and document, cut to the data's longest source.</summary>
    public int[] Source(Example example) => Tokenizer.Encode(info.Prefix + example.Document, info.MaxSourceLength);

    /// <summary>The summary, cut to the data's longest target.</summary>
    public int[] Target(Example example) => Tokenizer.Encode(example.SummaryOnOneLine(), info.MaxTargetLength);

    /// <summary>Every example as a pair of ids, in order.</summary>
    public IReadOnlyList<TokenizedPair> Pairs(IReadOnlyList<Example> examples, StageContext context) =>
        Tokenize(examples, context, example => new TokenizedPair(Source(example), Target(example)));

    /// <summary>Every example as something made of ids, in order, on all cores.</summary>
    public static IReadOnlyList<T> Tokenize<T>(IReadOnlyList<Example> examples, StageContext context, Func<Example, T> encode)
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
