using CompressionPipeline.Core;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Onnx;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Bert.Graph;

/// <summary>BERT or RoBERTa with a classifier of texts or pairs of texts.</summary>
/// <param name="modelType"><see cref="BertConfig.Bert"/> or <see cref="BertConfig.Roberta"/>.</param>
public sealed class BertFamily(string modelType) : IModelFamily
{
    /// <inheritdoc/>
    public string ModelType => modelType;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, (int Encoder, int Decoder)> Shapes => BertConfig.ShapeDepths(modelType);

    /// <inheritdoc/>
    public IReadOnlyList<string> TokenizerFiles { get; } =
    [
        .. modelType == BertConfig.Roberta ? new[] { "vocab.json", "merges.txt" } : ["vocab.txt"],
        "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json",
    ];

    /// <inheritdoc/>
    public IModelConfig ReadConfig(string folder) => BertConfig.Read(folder);

    /// <inheritdoc/>
    public IModel Initialize(string shape, IReadOnlyList<string> labels, long seed, Device? device = null) =>
        BertModel.Initialize(BertConfig.Shape(shape) with { Labels = labels }, seed, device);

    /// <inheritdoc/>
    public IModel Start(
        string folder, IReadOnlyList<string> labels, long seed, ICollection<string> remarks, Device? device = null) =>
        BertCheckpoint.Start(folder, labels, seed, remarks, device);

    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks(string folder) => BertCheckpoint.Remarks(folder);

    /// <inheritdoc/>
    public IModel Load(string folder, Device? device = null) => BertCheckpoint.Load(folder, device);

    /// <inheritdoc/>
    public void Export(
        string checkpointFolder, string outputFolder, bool merged = false, Precision precision = Precision.Fp32)
    {
        var files = BertFiles.Read(checkpointFolder);
        var graph = new ClassifierGraph(files.Config, new(files.Tensors, files.WeightsPath), precision);
        OnnxModelFile.Write(Path.Combine(outputFolder, ExportFiles.Classifier), graph.Build());
        files.Config.Write(outputFolder);
    }
}
