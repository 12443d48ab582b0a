using CompressionPipeline.Core;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Checkpoints;

/// <summary>The parameters of a module as <c>model.safetensors</c>, each under its own name.</summary>
public static class ModuleWeights
{
    /// <summary>Name of the file in a checkpoint's folder.</summary>
    public const string FileName = "model.safetensors";

    private const int Named = 8;

    /// <summary>Writes every parameter, atomically.</summary>
    /// <exception cref="PipelineException">The disk is full or the folder cannot be written.</exception>
    public static void Save(nn.Module module, string folder) => Safetensors.Write(
        Path.Combine(folder, FileName), [.. module.named_parameters().Select(p => TensorBytes.Of(p.name, p.parameter))]);

    /// <summary>Fills every parameter that has no values yet.</summary>
    /// <param name="module">Made by the configuration beside the file.</param>
    /// <param name="tensors">The parameters by name, and no others.</param>
    /// <param name="path">The file that they are from, for the error.</param>
    /// <param name="initialized">Parameters that have values already and are not in the file; null for none.</param>
    /// <exception cref="PipelineException">The tensors do not fit the module; names them.</exception>
    public static void Load(
        nn.Module module, IReadOnlyDictionary<string, TensorData> tensors, string path, IReadOnlySet<string>? initialized = null)
    {
        var parameters = module.named_parameters().Where(p => initialized?.Contains(p.name) != true).ToList();
        var names = parameters.Select(p => p.name).ToHashSet(StringComparer.Ordinal);
        var errors = parameters.Select(p => Error(p.name, p.parameter.shape, tensors)).OfType<string>()
            .Concat(tensors.Keys.Where(name => !names.Contains(name))
                .Select(name => $"'{name}' has no place in it"))
            .ToList();
        if (errors.Count > 0)
        {
            var more = errors.Count > Named ? $"; and {errors.Count - Named} more" : "";
            throw new PipelineException(
                $"{path} does not fit the model that config.json beside it describes: "
                + $"{string.Join("; ", errors.Take(Named))}{more}. "
                + "Take both files from one checkpoint.");
        }
        foreach (var (name, parameter) in parameters)
            TensorBytes.CopyInto(parameter, tensors[name]);
    }

    private static string? Error(string name, long[] shape, IReadOnlyDictionary<string, TensorData> tensors)
    {
        if (!tensors.TryGetValue(name, out var data))
            return $"'{name}' is missing";
        if (!data.Shape.SequenceEqual(shape))
            return $"'{name}' is [{string.Join(", ", data.Shape)}] and should be [{string.Join(", ", shape)}]";
        return TensorBytes.Knows(data.DType) ? null : $"'{name}' is of type {data.DType}, and F32, F16 or BF16 is wanted";
    }
}
