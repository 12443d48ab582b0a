using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Connecting;
using CompressionPipeline.GitHub.Releases;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>Finds the baseline of a change: the merge base's own result, from its jobs or from a release.</summary>
internal sealed class MergeBase(PipelineContext context, GitHubRepository repository, EarlierPlan earlier)
{
    private readonly Baseline released = new(repository);

    /// <summary>Each model with its baseline, or with a sentence that says why it has none.</summary>
    public List<JudgedModel> WithBaselines(IReadOnlyCollection<JudgedModel> models)
    {
        Restore(models.Select(model => model.Entry.Key).ToHashSet());
        return [.. models.Select(WithBaseline)];
    }

    private JudgedModel WithBaseline(JudgedModel model)
    {
        var name = model.Entry.Key;
        if (earlier is not { Plan: { } plan, Commit: { } commit })
            return model with { BaselineSentence = $"**No baseline**: {Markdown.Text(earlier.Against)}." };
        if (plan.ContentOf(name) is not { } content)
            return model with { BaselineSentence = $"**No baseline**: {Markdown.Code(name)} is new in this change." };
        if (Stored(plan, name) is { } stored)
        {
            var sentence = $"Compared with the stored result of the merge base {Markdown.Code(commit[..12])}.";
            return Read(model, Path.Combine(stored, GateResult.FileName), sentence);
        }

        var folder = context.PathOf(Path.Combine(Paths.Baselines, name));
        var answer = released.Find(new(name, content.Hex, commit), folder, context.Interrupted).GetAwaiter().GetResult();
        return answer.Path is { } path ? Read(model, path, answer.Sentence) : model with { BaselineSentence = answer.Sentence };
    }

    // The merge base's jobs uploaded what they measured, whether it passed or not; it is judged by the merge base's budgets.
    private void Restore(HashSet<string> models)
    {
        var jobs = earlier.Jobs().Where(job => job.Pairs.Any(pair => models.Contains(pair.Model)));
        WarnOnError(() =>
        {
            new RestoredArtifacts(context, repository).Restore(jobs.Select(job => job.Measured));
            return "";
        });
    }

    private string? Stored(Plan plan, string name) => WarnOnError(() => context.Pipeline.JudgeEarlier(plan, name));

    private JudgedModel Read(JudgedModel model, string path, string sentence) =>
        WarnOnError(() => GateResult.Read(path)) is { } baseline
            ? model with { Baseline = baseline, BaselineSentence = sentence }
            : model with { BaselineSentence = sentence + " **It cannot be read**: the log of this run has the reason." };

    // A baseline that cannot be had never fails the run.
    private T? WarnOnError<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (PipelineException error)
        {
            context.Progress.Warn(error.Message);
            return null;
        }
    }
}
