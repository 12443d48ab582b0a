using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.GitHub.Connecting;
using CompressionPipeline.GitHub.Releases;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Cake.Hosting;

/// <summary>Finds what a change is compared with: the merge base's own result, in the store or released. Nothing else takes its place in silence.</summary>
internal sealed class MergeBase(PipelineContext context, GitHubRepository repository, EarlierPlan earlier)
{
    private readonly Baseline released = new(repository);

    /// <summary>Each model with its baseline, or with a sentence that says why it has none.</summary>
    public List<JudgedModel> Beside(IReadOnlyCollection<JudgedModel> models)
    {
        Bring(models.Select(model => model.Entry.Key).ToHashSet());
        return [.. models.Select(Beside)];
    }

    private JudgedModel Beside(JudgedModel model)
    {
        var name = model.Entry.Key;
        if (earlier is not { Plan: { } plan, Commit: { } commit })
            return model with { BaselineSentence = $"**No baseline**: {Markdown.Text(earlier.Against)}." };
        if (ContentKey.Of(plan, name) is not { } content)
            return model with { BaselineSentence = $"**No baseline**: {Markdown.Code(name)} is new, the merge base does not have it." };
        if (Stored(plan, name) is { } stored)
            return Read(model, Path.Combine(stored, GateResult.FileName), $"Compared with the stored result of the merge base {Markdown.Code(commit[..12])}.");

        var folder = context.PathOf(Path.Combine(Paths.Baselines, name));
        var answer = released.Find(new(name, content.Hex, commit), folder, context.Interrupted).GetAwaiter().GetResult();
        return answer.Path is { } path ? Read(model, path, answer.Sentence) : model with { BaselineSentence = answer.Sentence };
    }

    // Whether it passed or not, what the merge base measured is uploaded by its jobs, and judged by its own budgets.
    private void Bring(HashSet<string> models)
    {
        try
        {
            new RestoredArtifacts(context, repository).Bring(earlier.Jobs().Where(job => job.Pairs.Any(pair => models.Contains(pair.Model))).Select(job => job.Measured));
        }
        catch (PipelineException error)
        {
            context.Progress.Warn(error.Message);
        }
    }

    private string? Stored(Plan plan, string name)
    {
        try
        {
            return context.Pipeline.JudgeEarlier(plan, name);
        }
        catch (PipelineException error)
        {
            context.Progress.Warn(error.Message);
            return null;
        }
    }

    private JudgedModel Read(JudgedModel model, string path, string sentence)
    {
        try
        {
            return model with { Baseline = GateResult.Read(path), BaselineSentence = sentence };
        }
        catch (PipelineException error)
        {
            context.Progress.Warn(error.Message);
            return model with { BaselineSentence = sentence + " **It cannot be read**, so nothing is compared with it: the log of this run says why." };
        }
    }
}
