using CompressionPipeline.Core;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Verdicts.Results;
using static TorchSharp.torch;

namespace CompressionPipeline.Stages.Search;

/// <summary>
/// Trains a model as a super-network and searches its sub-networks for the Pareto front (Klein et al., arXiv 2405.02267), or
/// trains sub-networks one by one. The input model is not changed: a variant takes the weights of what it picks from the
/// super-network, or the sub-network as it was trained. A killed run resumes its training or its search.
/// </summary>
internal sealed class SearchStage : Stage<SearchOptions>
{
    /// <summary>Name of the trained super-network in the scratch folder, until the search is done.</summary>
    internal const string SuperNetwork = "super-network";

    public override string Name => "search";

    public override int Version => 6;

    public override string OutputRole => Roles.Search;

    public override IReadOnlyList<string> Inputs => [Roles.Data, Roles.Model];

    public override IReadOnlyList<string> Libraries => [Stages.Libraries.Torch, Stages.Libraries.Tokenizers];

    protected override IReadOnlyList<Metric> Run(StageContext context, SearchOptions options)
    {
        var (source, device) = (context.Input(Roles.Model), Devices.ForTraining(options, context.Progress));
        using var scope = NewDisposeScope();
        var weights = new KeptWeights(context);
        var trained = options.TrainsEach ? source.Folder : weights.Find(SuperNetwork);
        using var model = ModelFiles.Load(trained ?? source.Folder, device);
        var space = SubNetworkSpace.Create(
            options.Space, model.Config.KeepAll(),
            options.Sampling == NetworkSampling.Stratified ? mask => model.Config.Shrink(mask).ParameterCount : null);
        using var inputs = TrainingInputs.Open(context, model.Config);
        using var objectives = new SubNetworkObjectives(context, options, model, inputs);
        objectives.RequireMeasurable();
        var clock = new SearchProgressFile<TrainingTime>(context, "training-time.json");
        var seconds = clock.Read()?.Seconds ?? 0;
        if (trained is null)
        {
            clock.Save(new(seconds = Train(context, options, model, space, inputs)));
            weights.Keep(SuperNetwork, model);
        }

        var networks = options.TrainsEach
            ? new TrialSearch(context, options, space, objectives, model, inputs).Run()
            : new SubNetworkSearch(context, options, space, objectives).Run();
        var whole = networks.Last(network => network.Point.SequenceEqual(networks[0].Point)).Values;
        var result = new SearchResult(
            OptionsJson.NameOf(options.Space), OptionsJson.NameOf(options.Strategy), OptionsJson.NameOf(options.Searcher),
            objectives.All, whole ?? throw new PipelineException("search: the whole network gave no number."), networks)
        {
            LogSize = space.LogSize / Math.Log(10),
            TrainingSeconds = seconds,
            LatencyChecks = objectives.CheckLatency([.. networks.Where(network => network.Mask is not null)
                .Select(network => space.Mask(network.Point))]),
        };
        model.Save(context.OutputFolder);
        ModelFiles.CopyTokenizer(source, context.OutputFolder);
        ProvenanceFiles.Copy(source, context.OutputFolder);
        StageFiles.Write(context.Output(SearchResult.FileName), result);
        return
        [
            new("front", "count", Direction.HigherIsBetter, result.Front.Count()),
            new("failed", "count", Direction.LowerIsBetter, result.Failed),
            new("hypervolume", "volume", Direction.HigherIsBetter, result.Networks[^1].HyperVolume),
        ];
    }

    // A resumed search reads it and does not measure it again.
    private sealed record TrainingTime(double Seconds);

    private static double Train(
        StageContext context, SearchOptions options, ITrainable model, SubNetworkSpace space, TrainingInputs inputs)
    {
        var (train, validation) = (inputs.Train(options.Limit), inputs.Validation(options.ValidationLimit));
        using var objective = new SuperNetworkTraining(space, new(options.Strategy)
        {
            RandomNetworks = options.RandomNetworks,
            Temperature = options.Temperature,
            Seed = context.Seed,
        });
        context.Progress.Info($"trains a super-network of {ModelFiles.Parameters(model):N0} parameters, which has "
            + $"10^{space.LogSize / Math.Log(10):0} sub-networks, on {train.Count:N0} examples");
        return new Trainer(objective).Run(
            model, train, validation, options.ForTrainer(), context.Seed, context.ScratchFolder, context.Progress, context.Time,
            context.Cancellation).Seconds;
    }
}
