using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Cake.ContinuousIntegration;

// An entry that changed, with its result, judged again by the current budgets (null where it was not measured), and baseline.
internal sealed record JudgedModel(ModelEntry Entry, GateResult? Result)
{
    /// <summary>Describes the baseline, in Markdown; null before it was looked for.</summary>
    public string? BaselineSentence { get; init; }

    public GateResult? Baseline { get; init; }

    public static JudgedModel Read(PipelineContext context, ModelEntry entry)
    {
        var path = context.PathOf(Path.Combine(Paths.Results, entry.Key, GateResult.FileName));
        return new(entry, File.Exists(path) ? Results.JudgedAgain(context, path) : null);
    }
}
