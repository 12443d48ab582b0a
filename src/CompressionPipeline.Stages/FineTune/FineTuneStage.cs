using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;
using static TorchSharp.torch;

namespace CompressionPipeline.Stages.FineTune;

/// <summary>
/// Trains a model on the data set and writes it in Hugging Face's layout. A killed run resumes from its scratch folder.
/// </summary>
internal sealed class FineTuneStage : Stage<FineTuneOptions>
{
    public override string Name => "fine-tune";

    public override int Version => 3;

    public override IReadOnlyList<string> Inputs => [Roles.Data, Roles.Model];

    public override IReadOnlyList<string> Libraries => [Stages.Libraries.Torch, Stages.Libraries.Tokenizers];

    protected override IReadOnlyList<Metric> Run(StageContext context, FineTuneOptions options)
    {
        var device = Devices.ForTorch(options.Device, context.Progress);
        using var scope = NewDisposeScope();
        var data = context.Input(Roles.Data);
        var set = DataSetFolder.Open(data.Folder);
        var (model, start) = StartingPoint.Load(context, options.Init, device);
        using (model)
        {
            var tokens = Tokens.Of(data, set.Info, model.Config);
            if (!context.Inputs.ContainsKey(Roles.Model) && options.Init?.Checkpoint is { } checkpoint)
                StartingPoint.RequireTokenizer(checkpoint, data, tokens, context);
            var train = tokens.Pairs(First(set.Train(), options.Limit), context);
            var validation = tokens.Pairs(First(set.Validation(), options.ValidationLimit), context);
            context.Progress.Info(
                $"trains {ModelFiles.Parameters(model):N0} parameters from {start} on {train.Count:N0} pairs");

            var summary = new Trainer(new CrossEntropy()).Run(
                model, train, validation, options.ForTrainer(), context.Seed, context.ScratchFolder, context.Progress,
                context.Time, context.Cancellation);
            T5Checkpoint.Save(model, context.OutputFolder);
            HuggingFaceFiles.Write(
                context.OutputFolder, data.File(T5Tokenizer.FileName), set.Info.MaxSourceLength, model.Config.VocabSize);
            var training = new Training(
                start, train.Count, summary.Steps, summary.TrainingLoss, summary.Losses, summary.Validations)
            {
                Parameters = ModelFiles.Parameters(model),
                Device = model.Device.type.ToString().ToLowerInvariant(),
                ResumedFrom = summary.ResumedFrom,
                Seconds = summary.Seconds,
                TokensPerSecond = summary.TokensPerSecond,
            };
            StageFiles.Write(context.Output(Training.FileName), training);
            if (context.Inputs.TryGetValue("model", out var before))
                ProvenanceFiles.Copy(before, context.OutputFolder);
            return Metrics(model, summary);
        }
    }

    private static IReadOnlyList<Example> First(IReadOnlyList<Example> examples, int limit) =>
        limit > 0 ? [.. examples.Take(limit)] : examples;

    private static List<Metric> Metrics(T5Model model, TrainingSummary summary)
    {
        List<Metric> metrics =
        [
            new("training-loss", "nats", Direction.LowerIsBetter, summary.TrainingLoss),
            new("tokens-per-second", "1/s", Direction.HigherIsBetter, summary.TokensPerSecond),
            new("parameters", "count", Direction.LowerIsBetter, ModelFiles.Parameters(model)),
        ];
        if (summary.Validations.Count > 0)
            metrics.Add(new("validation-loss", "nats", Direction.LowerIsBetter, summary.Validations[^1].Loss));
        return metrics;
    }
}
