using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Stages;

/// <summary>What a stage trains on and learns from.</summary>
/// <param name="Info">What is known of the data set.</param>
/// <param name="Train">The pairs to train on.</param>
/// <param name="Validation">The pairs to look at meanwhile.</param>
internal sealed record TrainingInputs(
    DataSetInfo Info, IReadOnlyList<TokenizedPair> Train, IReadOnlyList<TokenizedPair> Validation)
{
    /// <summary>The data set as ids of a model.</summary>
    public static TrainingInputs Read(StageContext context, TrainerOptions options, T5Config model)
    {
        var data = context.Input(Roles.Data);
        var set = DataSetFolder.Open(data.Folder);
        var tokens = Tokens.Of(data, set.Info, model);
        return new(
            set.Info, tokens.Pairs(First(set.Train(), options.Limit), context),
            tokens.Pairs(First(set.Validation(), options.ValidationLimit), context));
    }

    /// <summary>
    /// The roles of the artifacts that training with these options reads, beside those that a stage always reads.
    /// </summary>
    public static IReadOnlyList<string> RolesFor(TrainerOptions options) =>
        options.Teacher == Teacher.Baseline ? [Roles.BaselineCheckpoint] : [];

    /// <summary>What a student is to learn; the caller disposes it.</summary>
    /// <exception cref="PipelineException">The teacher does not exist or does not fit the student.</exception>
    public static TaskObjective Objective(StageContext context, TrainerOptions options, T5Model student)
    {
        if (options.Teacher == Teacher.None)
            return new CrossEntropy();
        if (!context.Inputs.TryGetValue(Roles.BaselineCheckpoint, out var baseline))
        {
            throw new PipelineException(
                "teacher: baseline cannot be had here: the shared steps make the baseline. Set it in a step under variant.");
        }
        var teacher = T5Checkpoint.Load(baseline.Folder, student.Device);
        var comparesStates = teacher.Config.DModel == student.Config.DModel;
        if (!comparesStates && options.HiddenWeight > 0)
        {
            context.Progress.Warn($"learns from the teacher's predictions alone: of its {teacher.Config.DModel} hidden "
                + $"dimensions {student.Config.DModel} are left here, so that hidden states cannot be compared");
        }
        return new Distillation(teacher, student, new()
        {
            Temperature = options.Temperature,
            PredictionWeight = options.PredictionWeight,
            HiddenWeight = comparesStates ? options.HiddenWeight : 0,
        });
    }

    private static IReadOnlyList<Example> First(IReadOnlyList<Example> examples, int limit) =>
        limit > 0 ? [.. examples.Take(limit)] : examples;
}
