using CompressionPipeline.Core;

namespace Benchmarks.Fuzzing;

/// <summary>The readers of the product by name; each prepares a folder.</summary>
internal static class Readers
{
    public static IReadOnlyDictionary<string, Func<string, FuzzedReader>> All {
        get; } = new Dictionary<string, Func<string, FuzzedReader>>
    {
        ["manifest"] = ManifestReaders.Manifest,
        ["recipe"] = ManifestReaders.Recipe,
        ["history"] = ManifestReaders.History,
        ["jsonl"] = DataReaders.Jsonl,
        ["csv"] = DataReaders.Csv,
        ["parquet"] = DataReaders.Parquet,
        ["safetensors"] = ModelReaders.Safetensors,
        ["shards"] = ModelReaders.Shards,
        ["config"] = ModelReaders.Config,
        ["generation-config"] = ModelReaders.GenerationConfig,
        ["mask"] = ModelReaders.Mask,
        ["spiece"] = ModelReaders.Spiece,
        ["tokenizer-json"] = ModelReaders.TokenizerJson,
        ["tokenizer-json-alone"] = ModelReaders.TokenizerJsonAlone,
        ["encoder-json"] = ModelReaders.EncoderJson,
        ["onnx"] = OnnxReader.Onnx,
        ["fused"] = OnnxReader.Fused,
        ["result"] = RunReaders.Result,
        ["run-record"] = RunReaders.RunRecordOfAnArtifact,
        ["plan"] = RunReaders.Plan,
        ["event"] = RunReaders.Event,
        ["sums"] = RunReaders.Sums,
        ["zip"] = RunReaders.Zip,
    };

    /// <summary>Each of them, whatever the others make of the file; refused is what all refuse.</summary>
    public static void Each(params IReadOnlyList<Action> reads)
    {
        var refusals = new List<PipelineException>();
        foreach (var read in reads)
        {
            try
            {
                read();
            }
            catch (PipelineException error)
            {
                refusals.Add(error);
            }
        }
        if (refusals.Count == reads.Count)
            throw refusals[^1];
    }
}
