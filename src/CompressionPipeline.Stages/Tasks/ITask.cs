using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>
/// What a data set has models do: how its texts become ids, and how an exported model is compared, scored and timed. The stages
/// go by this and know no family of models.
/// </summary>
internal interface ITask
{
    /// <summary>The labels of a data set, in the order of a model's logits; of a regression the name of the value; else
    /// empty.</summary>
    /// <param name="targets">The ids and targets of all examples.</param>
    /// <param name="key">The key of the label or value.</param>
    /// <exception cref="PipelineException">A target is none of this task.</exception>
    IReadOnlyList<string> Labels(IReadOnlyList<(string Id, string Target)> targets, string key);

    /// <summary>Copies the tokenizer that the manifest names into a data set.</summary>
    /// <param name="path">A file, or a folder.</param>
    /// <param name="outputFolder">The data set's folder.</param>
    /// <exception cref="PipelineException">It is no tokenizer of this task's models.</exception>
    void CopyTokenizer(string path, string outputFolder);

    /// <summary>Tells what a person should know of a data set before anything is trained on it.</summary>
    void Describe(DataSetFolder data, string folder, IProgressSink progress);

    /// <summary>A tokenizer, checked against the model that is to read its ids.</summary>
    /// <param name="source">The model itself, which has its own; the data set for one that has none yet.</param>
    /// <param name="info">What the texts are.</param>
    /// <param name="model">The model's sizes.</param>
    /// <exception cref="PipelineException">It does not fit the model.</exception>
    Tokens OpenTokens(Artifact source, DataSetInfo info, IModelConfig model);

    /// <summary>Compares the data's tokenizer with the one beside a checkpoint that somebody else has trained.</summary>
    /// <exception cref="PipelineException">The checkpoint's files say what the data's tokenizer does not do.</exception>
    void CompareTokenizers(string checkpoint, Artifact data, Tokens tokens, IProgressSink progress);

    /// <summary>Writes a tokenizer, from a source as for <see cref="OpenTokens"/>, beside a trained model.</summary>
    void WriteTokenizer(Artifact source, DataSetInfo info, IModelConfig model, string folder);

    /// <summary>Writes into an export what its users must know of the data.</summary>
    void CompleteExport(string folder, DataSetInfo info);

    /// <summary>Runs a checkpoint under TorchSharp and its export under ONNX Runtime on the same documents.</summary>
    ParityResult Compare(
        ITrainable torch, string export, DataSetFolder data, Tokens tokens, ExportOptions options, StageContext context);

    /// <summary>Has an exported model answer examples, and scores the answers.</summary>
    Evaluation Evaluate(
        Artifact export, DataSetInfo info, Tokens tokens, IReadOnlyList<Example> examples, string split, EvaluateOptions options,
        StageContext context);

    /// <summary>A metric of quality of a model in memory, under masks or as a whole, on examples that are not the test
    /// split.</summary>
    /// <exception cref="PipelineException">The metric is of another task.</exception>
    double Score(
        string metric, ITrainable model, MaskTensors? masks, DataSetInfo info, Tokens tokens, IReadOnlyList<Example> examples,
        StageContext context);

    /// <summary>Tokens that a timed model writes, where so many are asked for; 0 where models write nothing.</summary>
    int OutputLength(int asked);

    /// <summary>An export on ONNX Runtime, to be timed.</summary>
    IOnnxModel Open(string name, string folder, SessionSettings settings);

    /// <summary>A checkpoint on libtorch, to be timed; the model is disposed with it.</summary>
    ILoadedModel Open(string name, IModel model);
}

/// <summary>What an exported model answered, and what that scores.</summary>
/// <param name="Predictions">In the order of the examples.</param>
/// <param name="Scores">Their scores.</param>
internal sealed record Evaluation(IReadOnlyList<Prediction> Predictions, Scores Scores);

/// <summary>An export on ONNX Runtime.</summary>
internal interface IOnnxModel : ILoadedModel
{
    /// <summary>Where it runs.</summary>
    Device Device { get; }

    /// <summary>Why it runs there, where that was not asked for; else null.</summary>
    string? DeviceRemark { get; }
}
