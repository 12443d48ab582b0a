using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Tasks;
using static TorchSharp.torch;

namespace CompressionPipeline.Stages.FineTune;

/// <summary>
/// Trains a model on the data set and writes it in Hugging Face's layout. A killed run resumes from its scratch folder.
/// </summary>
internal sealed class FineTuneStage : Stage<FineTuneOptions>
{
    public override string Name => "fine-tune";

    public override int Version => 4;

    public override IReadOnlyList<string> Inputs => [Roles.Data, Roles.Model];

    protected override IReadOnlyList<string> InputsFor(FineTuneOptions options) =>
        [.. Inputs, .. TrainingInputs.RolesFor(options)];

    public override IReadOnlyList<string> Libraries => [Stages.Libraries.Torch, Stages.Libraries.Tokenizers];

    protected override IReadOnlyList<Metric> Run(StageContext context, FineTuneOptions options)
    {
        var device = Devices.ForTraining(options, context.Progress);
        using var scope = NewDisposeScope();
        var labels = DataSetFolder.Open(context.Input(Roles.Data).Folder).Info.Labels;
        var (model, start, checkpoint) = StartingPoint.Load(context, options.Init, labels, device);
        using (model)
        {
            var data = context.Input(Roles.Data);
            using var inputs = TrainingInputs.Open(context, model.Config);
            using var objective = TrainingInputs.Objective(context, options, model);
            if (checkpoint is not null)
                inputs.Task.CompareTokenizers(checkpoint, data, inputs.Tokens, context.Progress);
            var (train, validation) = (inputs.Train(options.Limit), inputs.Validation(options.ValidationLimit));
            context.Progress.Info(
                $"trains {ModelFiles.Parameters(model):N0} parameters from {start} on {train.Count:N0} pairs");

            var summary = new Trainer(objective).Run(
                model, train, validation, options.ForTrainer(), context.Seed, context.ScratchFolder, context.Progress,
                context.Time, context.Cancellation);
            model.Save(context.OutputFolder);
            inputs.Task.WriteTokenizer(data, inputs.Info, model.Config, context.OutputFolder);
            var training = new Training(
                start, train.Count, summary.Steps, summary.TrainingLoss, summary.Losses, summary.Validations)
            {
                PlannedSteps = summary.PlannedSteps,
                KeptStep = summary.KeptStep,
                Parameters = ModelFiles.Parameters(model),
                Device = model.Device.type.ToString().ToLowerInvariant(),
                ResumedFrom = summary.ResumedFrom,
                Seconds = summary.Seconds,
                TokensPerSecond = summary.TokensPerSecond,
            };
            StageFiles.Write(context.Output(Training.FileName), training);
            if (context.Inputs.TryGetValue(Roles.Model, out var before))
                ProvenanceFiles.Copy(before, context.OutputFolder);
            return Metrics(model, summary);
        }
    }

    private static List<Metric> Metrics(ITrainable model, TrainingSummary summary)
    {
        List<Metric> metrics =
        [
            new("training-loss", "nats", Direction.LowerIsBetter, summary.TrainingLoss),
            new("tokens-per-second", "1/s", Direction.HigherIsBetter, summary.TokensPerSecond),
            new("parameters", "count", Direction.LowerIsBetter, ModelFiles.Parameters(model)),
        ];
        if (summary.Validations.FirstOrDefault(look => look.Step == summary.KeptStep) is { } kept)
            metrics.Add(new("validation-loss", "nats", Direction.LowerIsBetter, kept.Loss));
        return metrics;
    }
}
