using CompressionPipeline.Models.Families;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.T5.Graph;

/// <summary>T5 1.0, 1.1 and FLAN-T5, or mT5.</summary>
/// <param name="modelType"><see cref="T5Config.T5Type"/> or <see cref="T5Config.MT5Type"/>.</param>
public sealed class T5Family(string modelType) : IModelFamily
{
    /// <inheritdoc/>
    public string ModelType => modelType;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, (int Encoder, int Decoder)> Shapes => T5Config.ShapeDepths(modelType);

    /// <inheritdoc/>
    public IReadOnlyList<string> TokenizerFiles { get; } =
        ["spiece.model", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"];

    /// <inheritdoc/>
    public IModelConfig ReadConfig(string folder) => T5Config.Read(folder);

    /// <inheritdoc/>
    public IModel Initialize(string shape, IReadOnlyList<string> labels, long seed, Device? device = null) =>
        T5Model.Initialize(T5Config.Shape(shape), seed, device);

    /// <inheritdoc/>
    public IModel Start(
        string folder, IReadOnlyList<string> labels, long seed, ICollection<string> remarks, Device? device = null) =>
        Load(folder, device);

    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks(string folder) => T5Checkpoint.Remarks(folder);

    /// <inheritdoc/>
    public IModel Load(string folder, Device? device = null) => T5Checkpoint.Load(folder, device);

    /// <inheritdoc/>
    public void Export(
        string checkpointFolder, string outputFolder, bool merged = false, Precision precision = Precision.Fp32) =>
        T5Graphs.Export(checkpointFolder, outputFolder, merged, precision);
}
