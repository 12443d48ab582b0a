using System.Globalization;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Hosting;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Actions;
using CompressionPipeline.GitHub.Checks;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.GitHub.Runs;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskName(nameof(Targets.Watch))]
[TaskDescription("Says so where no runner takes a planned job; that is never a regression.")]
public sealed class Watch : FrostingTask<PipelineContext>
{
    private const int DefaultMinutes = 30;
    private const string Check = "compression-runners";

    // A hosted job ends after six hours.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(345);

    public override void Run(PipelineContext context)
    {
        var plan = PlanReader.Read(context.PathOf(Paths.Plan));
        var commit = ActionsEvent.Read(context.Environment).Head ?? GitHubAccess.Word(context, ActionsVariables.Sha)
            ?? throw new PipelineException($"There is no commit to look at: set {ActionsVariables.Sha}.");
        var patience = Patience(GitHubAccess.Word(context, EnvironmentVariables.QueueMinutes));
        var run = GitHubAccess.Run(context);
        if (run.Id == 0)
            throw new PipelineException($"There is no run to look at: set {ActionsVariables.RunId} and {ActionsVariables.RunAttempt}.");
        using var repository = GitHubAccess.Open(context);
        var jobs = new RunJobs(repository);
        var unanswered = new QueueWatch(stop => jobs.Of(run.Id, Math.Max(1, run.Attempt), stop), context.Time).Watch(plan, patience, Limit, context.Interrupted).GetAwaiter().GetResult();
        if (unanswered.Count == 0)
        {
            context.Log.Information("No planned job waits for a runner.");
            return;
        }
        var labels = unanswered.Select(job => string.Join(" + ", job.RunsOn)).Distinct().ToList();
        var message = string.Create(CultureInfo.InvariantCulture, $"For {patience.TotalMinutes:0} minutes no runner with the labels {string.Join(", or ", labels)} has taken {string.Join(", ", unanswered.Select(job => job.Name))}. ")
            + "That is trouble of the infrastructure and no regression: start such a runner, and the jobs go on by themselves.";
        context.Log.Information("{0}", WorkflowCommands.Warning("No runner answers", message));
        var check = new Check(Check, commit, $"{Check}-{run.Id}", CheckResults.OfTrouble(blocks: false), "No runner answers", Markdown.Text(message));
        new CheckReport(repository).Put(check, context.Interrupted).GetAwaiter().GetResult();
    }

    private static TimeSpan Patience(string? minutes) => minutes is null
        ? TimeSpan.FromMinutes(DefaultMinutes)
        : int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? TimeSpan.FromMinutes(number)
            : throw new PipelineException($"{EnvironmentVariables.QueueMinutes} is no number of minutes above 0: set it to {DefaultMinutes}, or to nothing.");
}
