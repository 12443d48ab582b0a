using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;

namespace CompressionPipeline.Models.Checkpoints;

/// <summary>The tensors of a checkpoint's folder: of <c>model.safetensors</c>, or of the shards that its index names.</summary>
public static class WeightFiles
{
    /// <summary>Name of the file that says which shard holds which tensor.</summary>
    public const string IndexName = ModuleWeights.FileName + ".index.json";

    private const string Fix = "Copy or download the checkpoint again, with all its files.";

    // What other programs write; the last ones are no weights of a whole model.
    private static readonly string[] Others =
    [
        "pytorch_model.bin", "pytorch_model.bin.index.json", "tf_model.h5", "flax_model.msgpack", "rust_model.ot",
        "adapter_model.safetensors", "adapter_model.bin",
    ];

    // What torch's wrappers put before every name: torch.compile and DataParallel.
    private static readonly string[] Wrappers = ["_orig_mod.", "module."];

    // Small models may lack a classifier or a head, which their own error names better.
    private const long MissingParameters = 1 << 20;

    /// <summary>Reads every tensor, and refuses values that are not finite.</summary>
    /// <returns>The tensors by name, and the file that vouches for them: the weights themselves, or the index.</returns>
    /// <exception cref="PipelineException">
    /// There are no weights in safetensors format, a file is missing, cut off or contradicts the index, or a value is NaN or
    /// infinite; names the file and the tensor.
    /// </exception>
    public static (IReadOnlyDictionary<string, TensorData> Tensors, string Path) Read(string folder)
    {
        var (whole, index) = (Path.Combine(folder, ModuleWeights.FileName), Path.Combine(folder, IndexName));
        if (!File.Exists(whole) && File.Exists(index))
            return (Unwrapped(ReadShards(folder, index)), index);
        if (!File.Exists(whole) && Others.FirstOrDefault(name => File.Exists(Path.Combine(folder, name))) is { } other)
        {
            throw new InvalidFileException(
                Path.Combine(folder, other),
                $"it is {(IsAdapter(other) ? "an adapter alone" : "not in safetensors format")}, and {ModuleWeights.FileName} is "
                + "not beside it",
                "Load the model in Python and save it with save_pretrained(…, safe_serialization=True); "
                + "merge an adapter into its model first (merge_and_unload).");
        }
        if (!File.Exists(whole) && Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.safetensors")
            .Order(StringComparer.Ordinal).FirstOrDefault() is { } alone)
        {
            throw new InvalidFileException(
                alone, $"beside it is neither {ModuleWeights.FileName} nor {IndexName}, which says what each shard holds",
                $"Copy the index from where the shards are from, or call the file {ModuleWeights.FileName} if it holds the "
                + "whole model.");
        }
        return (Unwrapped(Finite(Safetensors.Read(whole), whole)), whole);
    }

    /// <summary>Whether a file holds what is added to the weights of another model.</summary>
    public static bool IsAdapter(string name) => name.StartsWith("adapter_model.", StringComparison.Ordinal);

    /// <summary>What lies beside the weights and is not read, a sentence for each; for a person to read.</summary>
    public static IEnumerable<string> Remarks(string folder)
    {
        if (File.Exists(Path.Combine(folder, ModuleWeights.FileName)) && File.Exists(Path.Combine(folder, IndexName)))
        {
            yield return $"{Path.Combine(folder, IndexName)} and the shards that it names are not read: "
                + $"{ModuleWeights.FileName} is beside it.";
        }
    }

    /// <summary>Refuses a configuration of a far larger model than the weights are, before memory is taken for it.</summary>
    /// <exception cref="PipelineException">The two are not of one model; names both.</exception>
    internal static void RequireSize(long parameters, IEnumerable<TensorData> tensors, string path)
    {
        var values = tensors.Sum(tensor => tensor.Elements);
        if (parameters / 2 > values + MissingParameters)
        {
            throw new InvalidFileException(
                path, $"it holds {values:N0} values, and config.json beside it describes a model of {parameters:N0} parameters",
                "Take both files from one checkpoint.");
        }
    }

    private static Dictionary<string, TensorData> ReadShards(string folder, string index)
    {
        if (StrictJson.ReadObject(index, Fix)["weight_map"] is not JsonObject { Count: > 0 } map)
            throw new InvalidFileException(index, "it has no object 'weight_map' with tensors", Fix, key: "weight_map");
        var tensors = new Dictionary<string, TensorData>(StringComparer.Ordinal);
        foreach (var shard in map.GroupBy(entry => Shard(entry.Key, entry.Value, index)))
        {
            var path = Path.Combine(folder, shard.Key);
            var read = Finite(Safetensors.Read(path), path);
            var named = shard.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
            // The index may name more than there is: the hub's conversions keep one name of a tensor, and the index of before.
            if (read.Keys.FirstOrDefault(name => !named.Contains(name)) is { } more)
                throw new InvalidFileException(path, $"it has a tensor '{more}' that {IndexName} does not place there", Fix);
            foreach (var (name, tensor) in read)
                tensors.Add(name, tensor);
        }
        return tensors;
    }

    private static IReadOnlyDictionary<string, TensorData> Unwrapped(IReadOnlyDictionary<string, TensorData> tensors) =>
        Array.Find(Wrappers, prefix =>
            tensors.Count > 0 && tensors.Keys.All(name => name.StartsWith(prefix, StringComparison.Ordinal))) is { } wrapper
            ? Unwrapped(tensors.ToDictionary(pair => pair.Key[wrapper.Length..], pair => pair.Value, StringComparer.Ordinal))
            : tensors;

    private static string Shard(string tensor, JsonNode? file, string index) =>
        file.Is<string>(out var name) && PlainPath.Is(name)
            ? name
            : throw new InvalidFileException(
                index, $"it does not name a plain file for '{tensor}'", Fix,
                StrictJson.LineOf(index, $"weight_map.{tensor}"), $"weight_map.{tensor}");

    private static IReadOnlyDictionary<string, TensorData> Finite(IReadOnlyDictionary<string, TensorData> tensors, string path)
    {
        foreach (var (name, tensor) in tensors)
        {
            if (tensor.NotFinite() is (> 0 and var count, var first))
            {
                throw new InvalidFileException(
                    path,
                    $"{count:N0} of the {tensor.Elements:N0} values of '{name}' are NaN or infinite, the first at index {first}",
                    "The training that wrote it had failed: take an earlier checkpoint.", key: name);
            }
        }
        return tensors;
    }
}
