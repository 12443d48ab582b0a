using CompressionPipeline.Core;
using CompressionPipeline.Models.Bert;
using CompressionPipeline.Models.Bert.Graph;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using static TorchSharp.torch;

namespace CompressionPipeline.Models;

/// <summary>The model families there are.</summary>
public static class ModelFamilies
{
    private const string ConfigFile = "config.json";

    /// <summary>Every family.</summary>
    public static IReadOnlyList<IModelFamily> All { get; } =
    [
        new T5Family(T5Config.T5Type), new T5Family(T5Config.MT5Type),
        new BertFamily(BertConfig.Bert), new BertFamily(BertConfig.Roberta),
    ];

    /// <summary>Names of the files that the tokenizer of a model may have, each once.</summary>
    public static IReadOnlyList<string> TokenizerFiles { get; } =
        [.. All.SelectMany(family => family.TokenizerFiles).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>
    /// How many encoder and decoder layers each named shape of every family has, so that a plan can be checked before anything
    /// runs.
    /// </summary>
    public static IReadOnlyDictionary<string, (int Encoder, int Decoder)> ShapeDepths { get; } =
        All.SelectMany(family => family.Shapes).ToDictionary(StringComparer.Ordinal);

    /// <summary>The family of a checkpoint or an export, by <c>model_type</c> in its <c>config.json</c>.</summary>
    /// <exception cref="PipelineException">The file is missing, is no JSON, or names a family that does not exist
    /// here.</exception>
    public static IModelFamily Of(string folder)
    {
        var path = Path.Combine(folder, ConfigFile);
        var type = ConfigJson.Text(ConfigJson.Read(path)["model_type"]);
        return All.FirstOrDefault(family => family.ModelType == type) ?? throw new PipelineException(
            $"{path}: key 'model_type' is {(type is null ? "missing" : $"'{type}'")}, and these are known: "
            + $"{string.Join(", ", All.Select(family => family.ModelType))}. Name a checkpoint of one of them.");
    }

    /// <summary>A model of a named shape with random weights.</summary>
    /// <param name="shape">A name of <see cref="ShapeDepths"/>.</param>
    /// <param name="labels">The labels of the data; empty for summarization.</param>
    /// <param name="seed">The same seed gives the same weights on every device.</param>
    /// <param name="device">Where the weights go; the CPU if null.</param>
    /// <exception cref="PipelineException">The name is unknown; the message offers the nearest ones.</exception>
    public static IModel Initialize(string shape, IReadOnlyList<string> labels, long seed, Device? device = null) =>
        All.FirstOrDefault(family => family.Shapes.ContainsKey(shape))?.Initialize(shape, labels, seed, device)
        ?? throw new PipelineException($"'{shape}' is no shape known here. Nearest: "
            + $"{string.Join(", ", NearestName.Of(shape, [.. ShapeDepths.Keys], 3))}.");
}
