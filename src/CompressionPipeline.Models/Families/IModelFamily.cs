using CompressionPipeline.Models.Masks;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Families;

/// <summary>
/// A family of models, as the stages see it: its configuration, module, checkpoint, ONNX graphs and tokenizer files.
/// </summary>
public interface IModelFamily
{
    /// <summary>The value of <c>model_type</c> in <c>config.json</c>.</summary>
    string ModelType { get; }

    /// <summary>
    /// The shapes that can start from random weights, by name, and how many encoder and decoder layers each has.
    /// </summary>
    IReadOnlyDictionary<string, (int Encoder, int Decoder)> Shapes { get; }

    /// <summary>Names of the tokenizer's files in a checkpoint's folder; not every one has to be there.</summary>
    IReadOnlyList<string> TokenizerFiles { get; }

    /// <summary>Reads the configuration of a checkpoint or an export.</summary>
    /// <exception cref="Core.PipelineException">The file is missing or impossible.</exception>
    IModelConfig ReadConfig(string folder);

    /// <summary>A model of a named shape with random weights.</summary>
    /// <param name="shape">One of <see cref="Shapes"/>.</param>
    /// <param name="labels">The labels of the data; empty for summarization.</param>
    /// <param name="seed">The same seed gives the same weights on every device.</param>
    /// <param name="device">Where the weights go; the CPU if null.</param>
    IModel Initialize(string shape, IReadOnlyList<string> labels, long seed, Device? device = null);

    /// <summary>
    /// Reads a checkpoint that is to be trained on some data; what the data needs and the checkpoint lacks starts from random
    /// weights.
    /// </summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="labels">The labels of the data; empty for summarization.</param>
    /// <param name="seed">Seed of what is missing.</param>
    /// <param name="remarks">Is called with a sentence about what is missing.</param>
    /// <param name="device">Where the weights go; the CPU if null.</param>
    /// <exception cref="Core.PipelineException">A file is missing, cut off, or the files do not fit each other or the
    /// labels.</exception>
    IModel Start(
        string folder, IReadOnlyList<string> labels, long seed, ICollection<string> remarks, Device? device = null);

    /// <summary>What a checkpoint says that this program does not use, a sentence for each kind; for a person to read.</summary>
    /// <exception cref="Core.PipelineException">A file is missing or is no strict JSON.</exception>
    IReadOnlyList<string> Remarks(string folder);

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="Core.PipelineException">A file is missing, cut off, or the files do not fit each other.</exception>
    IModel Load(string folder, Device? device = null);

    /// <summary>
    /// Writes a checkpoint's ONNX graphs and configuration into an existing folder; the tokenizer is not touched.
    /// </summary>
    /// <param name="checkpointFolder">The checkpoint.</param>
    /// <param name="outputFolder">Where the graphs go.</param>
    /// <param name="merged">Whether the decoder is written once more, as the one graph that some runtimes want; of no use to a
    /// family without a decoder.</param>
    /// <param name="precision">How matrices are written.</param>
    /// <exception cref="Core.PipelineException">The checkpoint is not whole, or the output cannot be written.</exception>
    void Export(string checkpointFolder, string outputFolder, bool merged = false, Precision precision = Precision.Fp32);
}

/// <summary>A model's sizes.</summary>
public interface IModelConfig
{
    /// <summary>Encoder layers.</summary>
    int EncoderLayers { get; }

    /// <summary>Decoder layers; 0 without a decoder.</summary>
    int DecoderLayers { get; }

    /// <summary>Ids that a model reads: rows of the embedding.</summary>
    int VocabSize { get; }

    /// <summary>Width of the residual stream.</summary>
    int HiddenSize { get; }

    /// <summary>What a logit stands for: one of the vocabulary's ids, or one of the labels.</summary>
    int OutputSize { get; }

    /// <summary>Probability of dropping an activation while training.</summary>
    double DropoutRate { get; }

    /// <summary>Parameters, shared ones counted once.</summary>
    long ParameterCount { get; }

    /// <summary>The mask that keeps everything.</summary>
    ModelMask KeepAll();

    /// <summary>The sizes of the model that a mask leaves.</summary>
    /// <exception cref="ArgumentException">The mask is one of another model.</exception>
    IModelConfig Shrink(ModelMask mask);
}

/// <summary>A model in memory.</summary>
public interface IModel : IDisposable
{
    /// <summary>Its sizes.</summary>
    IModelConfig Config { get; }

    /// <summary>
    /// A physically smaller model with copies of what the mask keeps, on the same device.
    /// </summary>
    /// <param name="mask">What stays.</param>
    /// <param name="release">Whether this model's memory is freed tensor by tensor meanwhile, so that both together need hardly
    /// more than one; afterwards it can only be disposed of. Else it is left unchanged.</param>
    /// <exception cref="ArgumentException">The mask is one of another model.</exception>
    IModel Shrink(ModelMask mask, bool release = false);

    /// <summary>Writes a checkpoint into a folder, which is made where it does not exist.</summary>
    void Save(string folder);
}
