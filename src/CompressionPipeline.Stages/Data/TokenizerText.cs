using CompressionPipeline.Core;
using CompressionPipeline.Data;

namespace CompressionPipeline.Stages.Data;

/// <summary>The text that a tokenizer is trained on.</summary>
public static class TokenizerText
{
    /// <summary>Writes documents, with their prefix, and summaries of the train split, one a line.</summary>
    /// <returns>How many pairs were written.</returns>
    /// <exception cref="PipelineException">The source has no pair in its train split, or cannot be read.</exception>
    public static int Write(string path, DataOptions options, IProgressSink progress, CancellationToken cancellation)
    {
        using var text = new StreamWriter(path) { NewLine = "\n" };
        var count = 0;
        foreach (var pair in DataSources.Read(options, progress, cancellation)
            .Where(pair => Splits.Of(pair, options.Task) == Split.Train))
        {
            text.WriteLine(options.Prefix + pair.Document);
            text.WriteLine(pair.TargetOnOneLine());
            count++;
        }
        return count > 0 ? count : throw new PipelineException(
            "The train split of the data is empty. Name files with pairs in the data section.");
    }
}
