using System.Globalization;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.ContinuousIntegration;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Checks;
using CompressionPipeline.GitHub.Runs;

namespace CompressionPipeline.Cake.Tasks.Publish;

[TaskDescription("Reports planned jobs that no runner takes; it never reports a regression.")]
public sealed class Watch : FrostingTask<PipelineContext>
{
    private const int DefaultMinutes = 30;
    private const string CheckName = "compression-runners";
    private const string Title = "No runner takes the job";

    // A hosted job ends after six hours.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(345);

    public override void Run(PipelineContext context)
    {
        var plan = PlanReader.Read(context.PathOf(Paths.Plan));
        var commit = ActionsEvent.Read(context.Environment).Head ?? GitHubAccess.Variable(context, ActionsVariables.Sha)
            ?? throw new PipelineException($"There is no commit to report on: set {ActionsVariables.Sha}.");
        var longestWait = LongestWait(GitHubAccess.Variable(context, EnvironmentVariables.QueueMinutes));
        var run = GitHubAccess.Run(context);
        if (run.Id == 0)
            throw new PipelineException(
                $"There is no run to watch: set {ActionsVariables.RunId} and {ActionsVariables.RunAttempt}.");
        using var repository = GitHubAccess.Open(context);
        var jobs = new RunJobs(repository);
        var watch = new QueueWatch(stop => jobs.Of(run.Id, Math.Max(1, run.Attempt), stop), context.Time);
        var stuck = watch.Watch(plan, longestWait, Limit, context.Interrupted).GetAwaiter().GetResult();
        if (stuck.Count == 0)
        {
            context.Log.Information("No planned job waits for a runner.");
            return;
        }
        var labels = stuck.Select(job => string.Join(" + ", job.RunsOn)).Distinct().ToList();
        var minutes = longestWait.TotalMinutes.ToString("0", CultureInfo.InvariantCulture);
        var message =
            $"No runner with the labels {string.Join(", or ", labels)} took {string.Join(", ", stuck.Select(job => job.Name))} "
            + $"for {minutes} minutes. This is a failure of the infrastructure, not a regression: start such a runner, and the "
                + "jobs run.";
        context.Log.Information("{0}", $"::warning title={Title}::{message}");
        var check = new Check(CheckName, commit, $"{CheckName}-{run.Id}", CheckResult.Neutral, Title, Markdown.Text(message));
        new CheckReport(repository).Put(check, context.Interrupted).GetAwaiter().GetResult();
    }

    private static TimeSpan LongestWait(string? minutes) => minutes is null
        ? TimeSpan.FromMinutes(DefaultMinutes)
        : int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? TimeSpan.FromMinutes(number)
            : throw new PipelineException(
                $"{EnvironmentVariables.QueueMinutes} is not a number of minutes above 0: set it to {DefaultMinutes}, or unset "
                    + "it.");
}
