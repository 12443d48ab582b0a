using System.Diagnostics;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.Bert;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>A checkpoint that classifies on libtorch, operator by operator.</summary>
internal sealed class TorchClassifier : ILoadedModel
{
    private readonly BertModel model;

    public TorchClassifier(string name, BertModel model)
    {
        (Name, this.model) = (name, model);
        model.eval();
    }

    public string Name { get; }

    public GenerationTimes Generate(IReadOnlyList<int[]> sources, int outputLength, CancellationToken cancellation)
    {
        List<EncodedTexts> texts = [.. sources.Select(ids => new EncodedTexts(ids, new int[ids.Length]))];
        var start = Stopwatch.GetTimestamp();
        // The logits come back to the processor, and so the work is done when they are there.
        TorchLogits.Of(model, texts);
        return new(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    public void Dispose() => model.Dispose();
}
