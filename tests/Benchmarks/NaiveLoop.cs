using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Benchmarks;

/// <summary>
/// Greedy decoding over Optimum's three graphs as one writes it first: each step hands the caches in as tensors and gets new
/// ones.
/// </summary>
internal sealed class NaiveLoop : IDisposable
{
    private const string Past = "past_key_values", Present = "present";
    private const long Start = 0;
    private const int End = 1;

    private readonly InferenceSession encoder, decoder, decoderWithPast;

    /// <param name="folder">The graphs.</param>
    /// <param name="threads">Of each session.</param>
    public NaiveLoop(string folder, int threads)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads };
        // Its threads must not spin on while the other ways have their turns.
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        InferenceSession Open(string name) => new(Path.Combine(folder, name + ".onnx"), options);
        (encoder, decoder, decoderWithPast) = (Open("encoder_model"), Open("decoder_model"), Open("decoder_with_past_model"));
    }

    /// <summary>As many ids for each source, none of them the end.</summary>
    /// <param name="sources">Of one length.</param>
    /// <param name="tokens">Ids to choose.</param>
    public int[][] Generate(int[][] sources, int tokens)
    {
        var chosen = sources.Select(_ => new int[tokens]).ToArray();
        var mask = Ids("attention_mask", [.. sources.SelectMany(source => source.Select(_ => 1L))], sources.Length);
        using var encoded = encoder.Run(
            [Ids("input_ids", [.. sources.SelectMany(source => source.Select(id => (long)id))], sources.Length), mask]);
        var states = NamedOnnxValue.CreateFromTensor("encoder_hidden_states", encoded[0].AsTensor<float>());
        mask = NamedOnnxValue.CreateFromTensor("encoder_attention_mask", mask.AsTensor<long>());
        using var first = decoder.Run([Ids("input_ids", [.. sources.Select(_ => Start)], sources.Length), states, mask]);
        var caches = first.ToDictionary(value => value.Name);
        IDisposable? last = null;
        for (var step = 0; ; step++)
        {
            Choose(caches["logits"].AsTensor<float>(), chosen, step);
            if (step == tokens - 1)
                break;
            var inputs = decoderWithPast.InputMetadata.Keys.Where(name => name.StartsWith(Past, StringComparison.Ordinal))
                .Select(name => NamedOnnxValue.CreateFromTensor(name, caches[name.Replace(Past, Present)].AsTensor<float>()))
                .Append(Ids("input_ids", [.. chosen.Select(ids => (long)ids[step])], sources.Length)).Append(mask).ToList();
            var made = decoderWithPast.Run(inputs);
            last?.Dispose();
            last = made;
            // Those of the encoder stay the first step's.
            foreach (var value in made)
                caches[value.Name] = value;
        }
        last?.Dispose();
        return chosen;
    }

    public void Dispose()
    {
        encoder.Dispose();
        decoder.Dispose();
        decoderWithPast.Dispose();
    }

    private static void Choose(Tensor<float> logits, int[][] chosen, int step)
    {
        var values = ((DenseTensor<float>)logits).Buffer.Span;
        var vocabulary = logits.Dimensions[^1];
        for (var row = 0; row < chosen.Length; row++)
        {
            var own = values.Slice(row * vocabulary, vocabulary);
            own[End] = float.NegativeInfinity;
            chosen[row][step] = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(own);
        }
    }

    private static NamedOnnxValue Ids(string name, long[] ids, int rows) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<long>(ids, [rows, ids.Length / rows]));
}
