using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace EndToEnd.Tests;

/// <summary>Variants in 8 bits, of the baseline and of a pruned model, from manifest to verdict.</summary>
public sealed class PrecisionPipelineTests : IDisposable
{
    private readonly TinyPipeline pipeline = new();

    public void Dispose() => pipeline.Dispose();

    [Fact]
    public void Should_Judge_Variants_In_8_Bits_Beside_Pruned_Ones()
    {
        // Given
        var plan = pipeline.Plan($$"""
            version: 2
            models:
              tiny:
                init: { shape: tiny, seed: 1 }
                tokenizer: {{RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model")}}
                data: { source: jsonl, paths: ["{{pipeline.Path("pairs.jsonl")}}"], max-source-length: 24, max-target-length: 12 }
                recipe: recipe.yaml
                device: cpu
                variants:
                  int8: { export: { precision: int8 } }
                  shallow-int8: { prune: { decoder-layers: 1 }, export: { precision: int8 } }
                budgets:
                  bytes: { min-gain-percent: 50 }
            """);

        // When
        pipeline.Run(plan);

        // Then
        Assert.Equal(["export", "evaluate", "benchmark"], plan.Of("tiny/int8").Select(stage => stage.Name));
        var result = GateResult.Read(Path.Combine(pipeline.Results, "tiny", "result.json"));
        Assert.True(result.Verdict == Verdict.Pass, result.Reason);
        var (int8, both) = (result.Variants[0], result.Variants[1]);
        Assert.Equal(result.Baseline.Parameters, int8.Parameters);
        Assert.True(int8.Bytes < result.Baseline.Bytes * 0.4);
        Assert.True(both.Parameters < int8.Parameters && both.Bytes < int8.Bytes);
        Assert.All(result.Variants, variant => Assert.Contains("rouge2", variant.Scores.Keys));
        Assert.All(result.Variants, variant => Assert.Equal("int8", variant.Parity!.Precision));
        Assert.All(result.Variants, variant => Assert.Equal(2 * 4, variant.Speed.Count));
        var card = File.ReadAllText(Path.Combine(pipeline.Results, "tiny", "cards", "int8", "README.md"));
        Assert.Contains("8 bits", card, StringComparison.Ordinal);
        Assert.DoesNotContain("removing", card, StringComparison.Ordinal);
    }
}
