using CompressionPipeline.Core;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CompressionPipeline.Stages.Tests.Export;

/// <summary>Greedy search over encoder and merged decoder, as other runtimes do it: one session for every step.</summary>
internal sealed class MergedRun(string folder) : IDisposable
{
    private const int Heads = 4; // of every fixture's config.json

    private readonly InferenceSession encoder = new(Path.Combine(folder, "encoder_model.onnx"));
    private readonly InferenceSession decoder = new(Path.Combine(folder, ExportFiles.MergedDecoder));

    /// <summary>The cache's inputs and outputs of the last step.</summary>
    public Dictionary<string, DenseTensor<float>> Past { get; private set; } = [];

    public string[] Inputs => [.. decoder.InputMetadata.Keys];

    /// <param name="sources">Ids of each source.</param>
    /// <param name="steps">Ids to generate for each.</param>
    /// <param name="emptyLength">Length of the cache that the first step gets, 0 or 1.</param>
    public int[][] Generate(int[][] sources, int steps, int emptyLength)
    {
        var (rows, longest) = (sources.Length, sources.Max(source => source.Length));
        var ids = new DenseTensor<long>([rows, longest]);
        var mask = new DenseTensor<long>([rows, longest]);
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < sources[row].Length; i++)
                (ids[row, i], mask[row, i]) = (sources[row][i], 1);
        }
        using var encoded = encoder.Run([Named("input_ids", ids), Named("attention_mask", mask)]);
        var states = encoded[0].AsTensor<float>().ToDenseTensor();
        Past = decoder.InputMetadata.Where(input => input.Key.StartsWith("past_key_values", StringComparison.Ordinal))
            .ToDictionary(input => input.Key, input => Empty(input.Value.Dimensions, rows, emptyLength));
        var next = new long[rows];
        var written = sources.Select(_ => new List<int>()).ToArray();
        for (var step = 0; step < steps; step++)
        {
            next = Step(next, states, mask, useCache: step > 0);
            for (var row = 0; row < rows; row++)
                written[row].Add((int)next[row]);
        }
        return [.. written.Select(row => row.TakeWhile(id => id != 1).ToArray())];
    }

    public void Dispose()
    {
        encoder.Dispose();
        decoder.Dispose();
    }

    private long[] Step(long[] ids, DenseTensor<float> states, DenseTensor<long> mask, bool useCache)
    {
        using var outputs = decoder.Run(
        [
            Named("input_ids", new DenseTensor<long>(ids, [ids.Length, 1])), Named("encoder_hidden_states", states),
            Named("encoder_attention_mask", mask), Named("use_cache_branch", new DenseTensor<bool>(new[] { useCache }, [1])),
            .. Past.Select(cache => Named(cache.Key, cache.Value)),
        ]);
        Past = outputs.Where(output => output.Name != "logits").ToDictionary(
            output => output.Name.Replace("present", "past_key_values", StringComparison.Ordinal),
            output => output.AsTensor<float>().ToDenseTensor());
        var logits = outputs.Single(output => output.Name == "logits").AsTensor<float>();
        return [.. Enumerable.Range(0, ids.Length).Select(row =>
            (long)Enumerable.Range(0, logits.Dimensions[2]).MaxBy(id => logits[row, 0, id]))];
    }

    // As a runtime makes it that knows config.json only.
    private static DenseTensor<float> Empty(int[] declared, int rows, int length) =>
        new([rows, declared[1] < 0 ? Heads : declared[1], length, declared[3]]);

    private static NamedOnnxValue Named<T>(string name, DenseTensor<T> tensor) => NamedOnnxValue.CreateFromTensor(name, tensor);
}
