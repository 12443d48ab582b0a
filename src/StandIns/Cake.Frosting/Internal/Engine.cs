using System.Diagnostics;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Internal;

/// <summary>Runs targets in order, one task at a time, with setup before, teardown after, and a report in every case.</summary>
internal sealed class Engine(
    TaskRegistry registry, IFrostingContext context, ICakeLog log, ReportPrinter printer,
    IFrostingSetup setup = null, IFrostingTeardown teardown = null,
    IFrostingTaskSetup taskSetup = null, IFrostingTaskTeardown taskTeardown = null)
{
    private readonly List<ReportEntry> report = [];
    private int dryRunCounter;

    public async Task RunAsync(IReadOnlyList<string> targets, bool exclusive, bool dryRun)
    {
        var wanted = targets.Select(target => registry.Find(target)
            ?? throw new CakeException($"The target '{target}' was not found.")).Distinct().ToList();
        var tasks = exclusive ? wanted : wanted.SelectMany(registry.Order).Distinct().ToList();
        if (dryRun)
            log.Information("Performing dry run...");

        Exception thrown = null;
        try
        {
            PerformSetup(wanted[^1], tasks);
            foreach (var task in tasks)
                await RunTaskAsync(task, wanted.Contains(task), dryRun).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            thrown = exception;
            throw;
        }
        finally
        {
            try
            {
                PerformTeardown(thrown);
            }
            finally
            {
                if (!dryRun)
                    printer.Write(report);
            }
        }
    }

    private void PerformSetup(CakeTask target, IReadOnlyCollection<CakeTask> tasks)
    {
        if (setup is null)
            return;
        var watch = Stopwatch.StartNew();
        printer.Banner("Setup", '-');
        setup.Setup(context, new SetupContext(context, target, tasks));
        report.Add(new("Setup", watch.Elapsed, TaskStatus.Executed) { IsLifetime = true });
    }

    private void PerformTeardown(Exception thrown)
    {
        if (teardown is null)
            return;
        var watch = Stopwatch.StartNew();
        printer.Banner("Teardown", '-');
        try
        {
            teardown.Teardown(context, new TeardownContext(context, thrown));
            report.Add(new("Teardown", watch.Elapsed, TaskStatus.Executed) { IsLifetime = true });
        }
        catch (Exception exception)
        {
            log.Error("An error occurred in the custom teardown action.");
            report.Add(new("Teardown", watch.Elapsed, TaskStatus.Failed) { IsLifetime = true });
            if (thrown is null)
                throw;
            log.Error("Teardown error: {0}", exception);
        }
    }

    private async Task RunTaskAsync(CakeTask task, bool isTarget, bool dryRun)
    {
        if (task.Criterion?.Invoke(context) == false)
        {
            if (isTarget)
                throw new CakeException($"Could not reach target '{task.Name}' since it was skipped due to a criteria.");
            Skip(task, dryRun);
        }
        else if (dryRun)
        {
            log.Information("{0}. {1}", ++dryRunCounter, task.Name);
        }
        else
        {
            await ExecuteAsync(task).ConfigureAwait(false);
        }
    }

    private void Skip(CakeTask task, bool dryRun)
    {
        if (dryRun)
            return;
        PerformTaskSetup(task);
        var reason = task.SkippedMessage() ?? "";
        log.Verbose(reason.Length > 0 ? "Skipping task: {0}, {1}" : "Skipping task: {0}", task.Name, reason);
        PerformTaskTeardown(task, TimeSpan.Zero, skipped: true, null);
        report.Add(new(task.Name, TimeSpan.Zero, TaskStatus.Skipped, reason));
    }

    private async Task ExecuteAsync(CakeTask task)
    {
        var watch = Stopwatch.StartNew();
        Exception thrown = null;
        try
        {
            PerformTaskSetup(task);
            printer.Banner(task.Name);
            if (task.Action is not null)
                await task.Action(context).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            thrown = exception;
            log.Error("An error occurred when executing task '{0}'.", task.Name);
            if (task.ErrorHandler is null)
                throw;
            task.ErrorHandler(exception);
        }
        finally
        {
            report.Add(new(task.Name, watch.Elapsed, thrown is not null ? TaskStatus.Failed
                : task.Action is null ? TaskStatus.Delegated : TaskStatus.Executed));
            task.Finally?.Invoke();
            PerformTaskTeardown(task, watch.Elapsed, skipped: false, thrown);
        }
    }

    private void PerformTaskSetup(CakeTask task) => taskSetup?.Setup(context, new TaskSetupContext(context, task));

    private void PerformTaskTeardown(CakeTask task, TimeSpan duration, bool skipped, Exception thrown)
    {
        try
        {
            taskTeardown?.Teardown(context, new TaskTeardownContext(context, task, duration, skipped, thrown));
        }
        catch (Exception exception) when (thrown is not null)
        {
            log.Error("Task Teardown error ({0}): {1}", task.Name, exception);
        }
    }
}
