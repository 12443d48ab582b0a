using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>The data set as ids of a model, and the model to learn from.</summary>
internal sealed class TrainingInputs : IDisposable
{
    private const int TimedDocuments = 64;
    private const int TokenizedAtOnce = 1000;

    private readonly DataSetFolder set;
    private readonly StageContext context;
    private readonly List<IDisposable> files = [];
    private PinnedSources? sources;

    private TrainingInputs(DataSetFolder set, ITask task, Artifact tokenizer, Tokens tokens, StageContext context) =>
        (this.set, Task, Tokenizer, Tokens, this.context) = (set, task, tokenizer, tokens, context);

    /// <summary>What is known of the data set.</summary>
    public DataSetInfo Info => set.Info;

    /// <summary>What the model is to do.</summary>
    public ITask Task { get; }

    /// <summary>Whose tokenizer it is: the model's of the step before; in the first step, where there is none, the data
    /// set's.</summary>
    public Artifact Tokenizer { get; }

    /// <summary>The tokenizer.</summary>
    public Tokens Tokens { get; }

    /// <summary>Opens the data set and the tokenizer; nothing is tokenized yet.</summary>
    /// <param name="context">The stage's run.</param>
    /// <param name="model">The sizes of the model.</param>
    /// <param name="source">Whose tokenizer to take, where it is not the input <c>model</c>'s.</param>
    /// <exception cref="PipelineException">The tokenizer does not fit the model.</exception>
    public static TrainingInputs Open(StageContext context, IModelConfig model, Artifact? source = null)
    {
        var data = context.Input(Roles.Data);
        var set = DataSetFolder.Open(data.Folder);
        var task = TaskCatalog.Of(set.Info);
        var tokenizer = source ?? context.Inputs.GetValueOrDefault(Roles.Model, data);
        return new(set, task, tokenizer, task.OpenTokens(tokenizer, set.Info, model), context);
    }

    /// <summary>The first pairs to train on, or to choose by; 0 takes all.</summary>
    /// <exception cref="PipelineException">There is none.</exception>
    public IReadOnlyList<TokenizedPair> Train(int limit) => Info.Train > 0
        ? Pairs("train", set.Train(), Info.Train, limit)
        : throw new PipelineException("The train split is empty: there is nothing to learn from. Bring more examples.");

    /// <summary>The first pairs to look at meanwhile; 0 takes all.</summary>
    public IReadOnlyList<TokenizedPair> Validation(int limit) =>
        Pairs("validation", set.Validation(), Info.Validation, limit);

    /// <summary>
    /// The roles of the artifacts that training with these options reads, beside those that a stage always reads.
    /// </summary>
    public static IReadOnlyList<string> RolesFor(TrainerOptions options) =>
        options.Teacher == Teacher.Baseline ? [Roles.BaselineCheckpoint] : [];

    /// <summary>What a student is to learn; the caller disposes it.</summary>
    /// <exception cref="PipelineException">The teacher does not exist or does not fit the student.</exception>
    public static TaskObjective Objective(StageContext context, TrainerOptions options, ITrainable student)
    {
        if (options.Teacher == Teacher.None)
            return new CrossEntropy();
        if (!context.Inputs.TryGetValue(Roles.BaselineCheckpoint, out var baseline))
        {
            throw new PipelineException(
                "teacher: baseline cannot be had here: the shared steps make the baseline. Set it in a step under variant.");
        }
        var teacher = WithPiecesOf(student, context, ModelFiles.Load(baseline.Folder, student.Device));
        var comparesStates = teacher.Config.HiddenSize == student.Config.HiddenSize;
        if (!comparesStates && options.HiddenWeight > 0)
        {
            context.Progress.Warn($"learns from the teacher's predictions alone: of its {teacher.Config.HiddenSize} hidden "
                + $"dimensions {student.Config.HiddenSize} are left here, so that hidden states cannot be compared");
        }
        return new Distillation(teacher, student, new()
        {
            Temperature = options.Temperature,
            PredictionWeight = options.PredictionWeight,
            HiddenWeight = comparesStates ? options.HiddenWeight : 0,
            TeacherBf16 = options.TeacherBf16,
        });
    }

    /// <summary>A metric of quality of a model, under masks or without, on the first validation examples; 0 takes all.</summary>
    public double Score(string metric, ITrainable model, MaskTensors? masks, int limit) =>
        Task.Score(
            metric, model, masks, set.Info, Tokens, [.. First(set.Validation(), limit)],
            context with { Progress = SilentProgress.Instance });

    /// <summary>A source of exactly one length to time models on, another one in each round.</summary>
    /// <param name="round">Counted from 0.</param>
    /// <param name="length">Tokens; 0 takes the longest that the model reads of the data.</param>
    public int[] TimedSource(int round, int length)
    {
        sources ??= PinnedSources.Of([.. First(set.Validation(), TimedDocuments)], Tokens, length, context);
        return sources.Batch(round, 1)[0];
    }

    /// <summary>Tokens to generate where models are timed; 0 takes the data's longest target.</summary>
    public int OutputLength(int length) => Task.OutputLength(length > 0 ? length : Info.MaxTargetLength);

    /// <summary>Removes the pairs that were tokenized.</summary>
    public void Dispose() => files.ForEach(file => file.Dispose());

    // The teacher of a student that lost pieces keeps only the rows of the student's pieces.
    private static ITrainable WithPiecesOf(ITrainable student, StageContext context, ITrainable teacher)
    {
        var path = context.Inputs.TryGetValue(Roles.Model, out var model) ? model.File(ModelMask.FileName) : null;
        if (!File.Exists(path) || ModelMask.Read(path).Vocabulary is not { } kept
            || (kept.Of, kept.Count) != (teacher.Config.VocabSize, student.Config.VocabSize))
            return teacher;
        using (teacher)
            return (ITrainable)teacher.Shrink(teacher.Config.KeepAll() with { Vocabulary = kept }, release: true);
    }

    private static IEnumerable<Example> First(IEnumerable<Example> examples, int limit) =>
        limit > 0 ? examples.Take(limit) : examples;

    private ListOnDisk<TokenizedPair> Pairs(string split, IEnumerable<Example> examples, int count, int limit)
    {
        var cached = context.CacheFolder is { } folder ? Path.Combine(folder, $"{Key(split, limit).Hex}.pairs") : null;
        if (cached is not null && TokenizedPairFile.Open(cached) is { } known)
        {
            files.Add(known);
            return known;
        }
        var pairs = TokenizedPairFile.Create(context.ScratchFolder);
        files.Add(pairs);
        foreach (var part in First(examples, limit).Chunk(TokenizedAtOnce))
        {
            foreach (var pair in Tokens.Tokenize(part, context with { Progress = SilentProgress.Instance }, Tokens.Pair))
                pairs.Add(pair);
            context.Progress.Step(new("tokenizing", pairs.Count, limit > 0 ? Math.Min(limit, count) : count));
        }
        if (cached is not null)
            pairs.Save(cached);
        return pairs;
    }

    // Everything that decides the pairs: texts, tokenizer, and the version of the code that tokenizes.
    private Digest Key(string split, int limit)
    {
        var code = new[] { typeof(TrainingInputs), typeof(T5Tokenizer), typeof(Microsoft.ML.Tokenizers.Tokenizer) };
        var tokenizer = ModelFamilies.TokenizerFiles.Select(Tokenizer.File).Where(File.Exists)
            .Select(path => $"{Path.GetFileName(path)} {Digest.OfFile(path)}");
        return Digest.OfText(string.Join('\n',
        [
            $"{context.Input(Roles.Data).Key}", split, $"{limit}", Tokens.Fingerprint, .. tokenizer,
            .. code.Select(type => $"{type.Module.ModuleVersionId}"),
        ]));
    }
}
