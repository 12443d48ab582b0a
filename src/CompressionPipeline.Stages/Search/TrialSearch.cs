using CompressionPipeline.Core;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Verdicts.Results;
using static TorchSharp.torch;
using Evaluation = CompressionPipeline.Models.Search.Methods.Evaluation;

namespace CompressionPipeline.Stages.Search;

/// <summary>
/// The search without weight sharing, for comparison: each sub-network is cut out of the model and trained by itself, epoch by
/// epoch, and MO-ASHA stops those that fall behind (Klein et al., arXiv 2405.02267; Schmucker et al., arXiv 2106.12639).
/// </summary>
internal sealed class TrialSearch(
    StageContext context, SearchOptions options, SubNetworkSpace space, SubNetworkObjectives objectives, ITrainable model,
    TrainingInputs inputs)
    : SubNetworkSearch(context, options, space, objectives)
{
    private const string WeightsFolder = "networks";

    private readonly string trials = Path.Combine(context.ScratchFolder, "trials");
    private readonly KeptWeights kept = new(context);
    private readonly IReadOnlyList<TokenizedPair> train = inputs.Train(options.Limit);

    // Trials that this process has trained or resumed.
    private readonly HashSet<int> trained = [];
    private HashSet<string> onFront = [];

    protected override ISearcher Create(SearchSettings settings) =>
        new AshaSearcher(Space, settings, new((int)Options.Epochs, Options.GracePeriod, Options.ReductionFactor));

    protected override void Begin(ISearcher searcher, bool resumes)
    {
        // A search that begins anew must not resume the checkpoints of an earlier one.
        if (!resumes && Directory.Exists(trials))
            Directory.Delete(trials, recursive: true);
        onFront = Names(searcher);
        Context.Progress.Info($"trains up to {Options.Evaluations} of 10^{Space.LogSize / Math.Log(10):0} sub-networks by "
            + $"themselves, up to {Options.Epochs} epochs of {train.Count:N0} examples each");
    }

    protected override IReadOnlyList<IReadOnlyList<double>?> Measure(IReadOnlyList<Candidate> candidates) =>
        [.. candidates.Select(Measure)];

    // Keeps the weights of the front, for the variants; removes those of other trials, and the checkpoints of ended ones.
    protected override void Saved(ISearcher searcher, IReadOnlyList<Candidate> candidates)
    {
        var front = Names(searcher);
        foreach (var name in candidates.Select(one => Name(one.Number, one.Resource)).Concat(onFront).Except(front))
            kept.Remove(name);
        onFront = front;
        foreach (var candidate in candidates.Where(candidate => ((AshaSearcher)searcher).HasEnded(candidate.Number)))
            DeleteTrial(candidate.Number);
    }

    protected override SearchedNetwork Found(SearchedNetwork network, Evaluation evaluation, bool isOnFront) => network with
    {
        Epochs = evaluation.Resource,
        Weights = isOnFront ? Output(evaluation) : null,
    };

    private IReadOnlyList<double>? Measure(Candidate candidate)
    {
        using var scope = NewDisposeScope();
        var mask = Space.Mask(candidate.Point);
        // A network that cannot generate is not trained.
        if (!SubNetworkObjectives.CanGenerate(mask))
            return null;
        using var network = (ITrainable)model.Shrink(mask);
        if (!Train(network, candidate.Number, candidate.Resource, trained.Add(candidate.Number)))
            return null;
        kept.Keep(Name(candidate.Number, candidate.Resource), network);
        return Objectives.Measure(mask, network);
    }

    // Trains from the last checkpoint to the end of an epoch; false where the loss was not finite.
    private bool Train(ITrainable network, int number, int epoch, bool isFirst)
    {
        using var objective = new CrossEntropy();
        var recipe = Options.ForTrainer() with
        {
            StopAfter = epoch * BatchPlan.StepsPerEpoch(train.Count, Options.BatchSize),
        };
        try
        {
            new Trainer(objective).Run(
                network, train, [], recipe, Context.Seed, Folder(number),
                isFirst ? Context.Progress : new StepsOnly(Context.Progress), Context.Time, Context.Cancellation);
            return true;
        }
        catch (DivergedException error)
        {
            Context.Progress.Warn($"sub-network {number}: {error.Message}");
            return false;
        }
    }

    // Copies the weights of a network on the front to the stage's output; says where they are.
    private string Output(Evaluation evaluation)
    {
        var folder = kept.Find(Name(evaluation.Number, evaluation.Resource)) ?? TrainAgain(evaluation);
        var target = $"{WeightsFolder}/{evaluation.Number}-{evaluation.Resource}";
        Directory.CreateDirectory(Context.Output(target));
        foreach (var path in Directory.GetFiles(folder))
            File.Copy(path, Path.Combine(Context.Output(target), Path.GetFileName(path)), overwrite: true);
        return target;
    }

    private string TrainAgain(Evaluation evaluation)
    {
        using var scope = NewDisposeScope();
        using var network = (ITrainable)model.Shrink(Space.Mask(evaluation.Point));
        DeleteTrial(evaluation.Number);
        Train(network, evaluation.Number, evaluation.Resource, isFirst: true);
        DeleteTrial(evaluation.Number);
        return kept.Keep(Name(evaluation.Number, evaluation.Resource), network);
    }

    private void DeleteTrial(int number)
    {
        if (Directory.Exists(Folder(number)))
            Directory.Delete(Folder(number), recursive: true);
    }

    private string Folder(int number) => Path.Combine(trials, $"{number}");

    private static HashSet<string> Names(ISearcher searcher) =>
        [.. searcher.Front.Select(evaluation => Name(evaluation.Number, evaluation.Resource))];

    private static string Name(int number, int epoch) => $"trial-{number}-{epoch}";

    /// <summary>Passes on all but remarks, which would repeat at every epoch.</summary>
    private sealed class StepsOnly(IProgressSink sink) : IProgressSink
    {
        public void Info(string message) { }

        public void Warn(string message) => sink.Warn(message);

        public void Step(StageProgress progress) => sink.Step(progress);
    }
}
