using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>An entry that changed, with its result and baseline.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Result">Judged again from its samples, by the current budgets; null where it was not measured.</param>
internal sealed record JudgedModel(ModelEntry Entry, GateResult? Result)
{
    /// <summary>Describes the baseline, in Markdown; null before it was looked for.</summary>
    public string? BaselineSentence { get; init; }

    /// <summary>The result that it is compared with; null where there is none.</summary>
    public GateResult? Baseline { get; init; }

    /// <summary>Reads the newest result of an entry.</summary>
    /// <exception cref="Core.PipelineException">It cannot be read.</exception>
    public static JudgedModel Read(PipelineContext context, ModelEntry entry)
    {
        var path = context.PathOf(Path.Combine(Paths.Results, entry.Key, GateResult.FileName));
        return new(entry, File.Exists(path) ? Results.JudgedAgain(context, path) : null);
    }
}
