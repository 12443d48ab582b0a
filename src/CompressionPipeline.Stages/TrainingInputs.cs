using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Stages;

/// <summary>The data set as ids of a model, and the model to learn from.</summary>
internal sealed class TrainingInputs
{
    private readonly DataSetFolder set;
    private readonly StageContext context;

    private TrainingInputs(DataSetFolder set, Tokens tokens, StageContext context) =>
        (this.set, Tokens, this.context) = (set, tokens, context);

    /// <summary>What is known of the data set.</summary>
    public DataSetInfo Info => set.Info;

    /// <summary>The data set's tokenizer.</summary>
    public Tokens Tokens { get; }

    /// <summary>Opens the data set; nothing is tokenized yet.</summary>
    /// <exception cref="PipelineException">Its tokenizer does not fit the model.</exception>
    public static TrainingInputs Open(StageContext context, T5Config model)
    {
        var data = context.Input(Roles.Data);
        var set = DataSetFolder.Open(data.Folder);
        return new(set, Tokens.Of(data, set.Info, model), context);
    }

    /// <summary>The first pairs to train on; 0 takes all.</summary>
    public IReadOnlyList<TokenizedPair> Train(int limit) => Tokens.Pairs(First(set.Train(), limit), context);

    /// <summary>The first pairs to look at meanwhile; 0 takes all.</summary>
    public IReadOnlyList<TokenizedPair> Validation(int limit) => Tokens.Pairs(First(set.Validation(), limit), context);

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
