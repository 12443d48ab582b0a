using CompressionPipeline.Core;

namespace Benchmarks.Fuzzing;

/// <summary>The readers of the product by name; each prepares a folder.</summary>
internal static class Readers
{
    public static IReadOnlyDictionary<string, Func<string, FuzzedReader>> All { get; } = new Dictionary<string, Func<string, FuzzedReader>>
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
        ["onnx"] = OnnxReader.Onnx,
        ["result"] = RunReaders.Result,
        ["run-record"] = RunReaders.RunRecordOfAnArtifact,
        ["plan"] = RunReaders.Plan,
        ["event"] = RunReaders.Event,
        ["sums"] = RunReaders.Sums,
        ["zip"] = RunReaders.Zip,
    };

    /// <summary>Each of them, whatever the others make of the file; the last refusal counts.</summary>
    public static void Each(params IEnumerable<Action> reads)
    {
        PipelineException? refusal = null;
        foreach (var read in reads)
        {
            try
            {
                read();
            }
            catch (PipelineException error)
            {
                refusal = error;
            }
        }
        if (refusal is not null)
            throw refusal;
    }
}
