using CompressionPipeline.Core;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.Training;
using static TorchSharp.torch;

namespace CompressionPipeline.Stages;

/// <summary>What the folders of models have in common.</summary>
internal static class ModelFiles
{
    /// <summary>The model of a checkpoint; every family's models can be trained.</summary>
    public static ITrainable Load(string folder, Device? device = null) =>
        (ITrainable)ModelFamilies.Of(folder).Load(folder, device);

    /// <summary>Parameters of a model in memory; a tied head is counted once.</summary>
    public static long Parameters(ITrainable model) => model.Module.parameters().Sum(parameter => parameter.numel());

    /// <summary>Bytes of the weights of a checkpoint.</summary>
    public static long WeightBytes(string folder) => new FileInfo(Path.Combine(folder, ModuleWeights.FileName)).Length;

    /// <summary>
    /// Bytes of the ONNX graphs of an export, weights outside of them included; the merged and the fused decoder hold the same
    /// weights once more for another runtime.
    /// </summary>
    public static long GraphBytes(string folder) => Directory.EnumerateFiles(folder)
        .Where(file => Path.GetExtension(file) is ".onnx" or ".onnx_data" && !ExportFiles.Copies.Contains(Path.GetFileName(file)))
        .Sum(file => new FileInfo(file).Length);

    /// <summary>Copies the tokenizer of one model to another that reads the same ids.</summary>
    public static void CopyTokenizer(Artifact from, string outputFolder)
    {
        foreach (var name in ModelFamilies.Of(from.Folder).TokenizerFiles.Where(name => File.Exists(from.File(name))))
            File.Copy(from.File(name), Path.Combine(outputFolder, name), overwrite: true);
    }
}
