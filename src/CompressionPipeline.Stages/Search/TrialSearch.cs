using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Asha;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Verdicts.Results;
using static TorchSharp.torch;

namespace CompressionPipeline.Stages.Search;

/// <summary>
/// The standard route, beside which weight sharing is to show what it saves: each sub-network is cut out of the model and trained
/// by itself, epoch by epoch, and MO-ASHA stops those that fall behind (Klein et al., arXiv 2405.02267; Schmucker et al., arXiv
/// 2106.12639). What is known is written after each epoch, so that a killed search goes on.
/// </summary>
internal sealed class TrialSearch(
    StageContext context, SearchOptions options, SubNetworkSpace space, SubNetworkObjectives objectives, ITrainable model,
    TrainingInputs inputs)
{
    private const string WeightsFolder = "networks";

    private readonly SearchProgressFile<SavedSearch> file = new(context, "trials-state.json");
    private readonly string trials = Path.Combine(context.ScratchFolder, "trials");
    private readonly KeptWeights kept = new(context);
    private readonly IReadOnlyList<TokenizedPair> train = inputs.Train(options.Limit);
    private readonly List<double> seconds = [];
    private double before;
    private long begin;

    public IReadOnlyList<SearchedNetwork> Run()
    {
        string[] names = [.. objectives.All.Select(objective => objective.Name)];
        var searcher = new AshaSearcher(space, new(names, context.Seed),
            new((int)options.Epochs, options.GracePeriod, options.ReductionFactor));
        Resume(searcher);
        (before, begin) = (seconds.DefaultIfEmpty().Max(), context.Time.GetTimestamp());
        context.Progress.Info($"trains up to {options.Evaluations} of 10^{space.LogSize / Math.Log(10):0} sub-networks by "
            + $"themselves, up to {options.Epochs} epochs of {train.Count:N0} examples each");
        while (searcher.EndedCount < options.Evaluations && searcher.Ask() is { } trial)
        {
            Run(searcher, trial);
            context.Progress.Step(new(
                "searching", searcher.EndedCount, options.Evaluations, $"{searcher.Front.Count} on the front"));
        }
        if (searcher.FailedCount > 0)
        {
            context.Progress.Warn(
                $"{searcher.FailedCount} of {searcher.EndedCount} sub-networks gave no number and are not on the front");
        }
        var front = searcher.Front.ToHashSet();
        var networks = Finding.Networks(
            [.. searcher.Reports.Zip(seconds, (report, time) => new Finding(report.Evaluation, time, front.Contains(report)))],
            space, objectives);
        return [.. networks.Zip(searcher.Reports, (network, report) => network with
        {
            Epochs = report.Resource,
            Weights = front.Contains(report) ? Output(report) : null,
        })];
    }

    private void Run(AshaSearcher searcher, Trial trial)
    {
        using var scope = NewDisposeScope();
        var mask = space.Mask(trial.Point);
        using var network = (ITrainable)model.Shrink(mask);
        var decision = TrialDecision.Continue;
        for (var epoch = trial.Resource + 1; decision == TrialDecision.Continue; epoch++)
        {
            // Of a network that cannot answer at all there is nothing to train.
            var values = SubNetworkObjectives.CanGenerate(mask)
                && Train(network, trial.Number, epoch, epoch == trial.Resource + 1)
                ? objectives.Measure(mask, network)
                : null;
            var beaten = searcher.Front;
            decision = searcher.Tell(trial.Number, epoch, objectives.Minimized(values));
            seconds.Add(before + context.Time.GetElapsedTime(begin).TotalSeconds);
            var front = searcher.Front;
            if (front.Contains(searcher.Reports[^1]))
                kept.Keep(Name(searcher.Reports[^1]), network);
            file.Save(new(searcher.State, [.. seconds]));
            foreach (var report in beaten.Except(front))
                kept.Remove(Name(report));
        }
        DeleteTrial(trial.Number);
    }

    // From its last checkpoint to the end of an epoch; false where that came to nothing.
    private bool Train(ITrainable network, int number, int epoch, bool resumes)
    {
        using var objective = new CrossEntropy();
        var recipe = options.ForTrainer() with
        {
            StopAfter = epoch * BatchPlan.StepsPerEpoch(train.Count, options.BatchSize),
        };
        try
        {
            new Trainer(objective).Run(
                network, train, [], recipe, context.Seed, Folder(number),
                resumes ? context.Progress : new StepsOnly(context.Progress), context.Time, context.Cancellation);
            return true;
        }
        catch (DivergedException error)
        {
            context.Progress.Warn($"sub-network {number}: {error.Message}");
            return false;
        }
    }

    private void Resume(AshaSearcher searcher)
    {
        if (file.Read() is not { } saved)
        {
            // Checkpoints of trials may be further than a search that begins anew.
            if (Directory.Exists(trials))
                Directory.Delete(trials, recursive: true);
            return;
        }
        searcher.Resume(saved.Search, file.Path);
        seconds.AddRange(saved.Seconds);
        context.Progress.Info($"Resuming from sub-network {searcher.EndedCount}");
    }

    // Copies the weights of a network on the front to the stage's output; says where they are.
    private string Output(TrialReport report)
    {
        var folder = kept.Find(Name(report)) ?? TrainAgain(report);
        var target = $"{WeightsFolder}/{report.Number}-{report.Resource}";
        Directory.CreateDirectory(context.Output(target));
        foreach (var path in Directory.GetFiles(folder))
            File.Copy(path, Path.Combine(context.Output(target), Path.GetFileName(path)), overwrite: true);
        return target;
    }

    private string TrainAgain(TrialReport report)
    {
        using var scope = NewDisposeScope();
        using var network = (ITrainable)model.Shrink(space.Mask(report.Evaluation.Point));
        DeleteTrial(report.Number);
        Train(network, report.Number, report.Resource, resumes: false);
        DeleteTrial(report.Number);
        return kept.Keep(Name(report), network);
    }

    private void DeleteTrial(int number)
    {
        if (Directory.Exists(Folder(number)))
            Directory.Delete(Folder(number), recursive: true);
    }

    private string Folder(int number) => Path.Combine(trials, $"{number}");

    private static string Name(TrialReport report) => $"trial-{report.Number}-{report.Resource}";

    /// <summary>A search that goes on later.</summary>
    /// <param name="Search">What the searcher knows.</param>
    /// <param name="Seconds">When each of its reports came, in their order.</param>
    private sealed record SavedSearch(AshaState Search, IReadOnlyList<double> Seconds);

    /// <summary>Leaves out that each epoch goes on where the one before it ended.</summary>
    private sealed class StepsOnly(IProgressSink sink) : IProgressSink
    {
        public void Info(string message) { }

        public void Warn(string message) => sink.Warn(message);

        public void Step(StageProgress progress) => sink.Step(progress);
    }
}
