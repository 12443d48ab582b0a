using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace EndToEnd.Tests;

/// <summary>Variants with fewer pieces, beside a model with all of them.</summary>
public sealed class VocabularyPipelineTests : IDisposable
{
    private readonly TinyPipeline pipeline = new();

    [Fact]
    public void Should_End_In_A_Verdict_On_Models_With_Tokenizers_Of_Their_Own()
    {
        // Given: pieces removed before training goes on, and when it is done
        pipeline.Write("two-steps.yaml", """
            version: 2
            shared:
              - fine-tune: { max-steps: 20, batch-size: 16, learning-rate: 1e-2, validate-every: 0 }
            variant:
              - prune
              - re-fine-tune: { stage: fine-tune, max-steps: 10, batch-size: 16, learning-rate: 1e-2, validate-every: 0 }
              - trim: { stage: prune, method: vocabulary }
            benchmark: { batch-sizes: [1], output-length: 8, iterations: 10, seconds: 0 }
            gate: { max-empty-percent: 100, max-gain-percent: 1000, inconclusive-blocks: false }
            """);
        var plan = pipeline.Plan($$"""
            version: 2
            models:
              tiny:
                init: { shape: tiny, seed: 1 }
                tokenizer: {{RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model")}}
                data: { source: jsonl, paths: ["{{pipeline.Path("pairs.jsonl")}}"], max-source-length: 24, max-target-length: 12 }
                recipe: two-steps.yaml
                device: cpu
                variants:
                  at-once: { prune: { decoder-layers: 1, keep: 300 } }
                  after: { prune: { decoder-layers: 1 } }
                budgets:
                  rouge2: { max-drop: 100 }
                  parameters: { min-gain-percent: 50 }
            """);

        // When
        var summary = pipeline.Run(plan);

        // Then
        var result = GateResult.Read(Path.Combine(pipeline.Results, "tiny", "result.json"));
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Null(result.Baseline.Vocabulary);
        Assert.All(result.Variants, variant =>
        {
            var export = summary.Artifacts[$"tiny/{variant.Name}/export"];
            Assert.Equal(variant.Vocabulary!.Kept, T5Tokenizer.Open(export.File("spiece.model")).PieceCount);
            Assert.True(variant.Vocabulary.Kept < variant.Vocabulary.Of);
            Assert.True(variant.Parameters < result.Baseline.Parameters);
            Assert.True(variant.Bytes < result.Baseline.Bytes);
        });
    }

    public void Dispose() => pipeline.Dispose();
}
