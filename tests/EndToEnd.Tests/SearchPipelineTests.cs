using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;
using CompressionPipeline.Inference;
using CompressionPipeline.Models.Bert;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Pipeline.Running;
using CompressionPipeline.Verdicts.Release;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace EndToEnd.Tests;

/// <summary>A search from manifest to release, beside pruning that needs none, under one verdict.</summary>
public sealed class SearchPipelineTests : IDisposable
{
    private const string After = """
        variant:
          - prune
          - re-fine-tune: { stage: fine-tune, max-steps: 4, batch-size: 16, learning-rate: 3e-3, validate-every: 0 }
        export: { parity-documents: 8 }
        benchmark: { batch-sizes: [8], output-length: 8, iterations: 10, seconds: 0, threads: 1 }
        gate: { max-empty-percent: 100, max-gain-percent: 1000, inconclusive-blocks: false }
        """;

    private static readonly string[] Nouns = ["cat", "dog", "cow", "car", "bus", "van"];

    private static readonly string[] Labels = ["animal", "machine"];

    private readonly TinyPipeline pipeline = new();

    [Fact]
    public void Should_Release_Two_Picks_Of_A_Summarizers_Front_Beside_Baselines()
    {
        // Given
        pipeline.Write("nas.yaml", $$"""
            version: 2
            shared:
              - fine-tune: { max-steps: 20, batch-size: 16, learning-rate: 1e-2, validate-every: 0 }
              - search: { max-steps: 8, batch-size: 16, learning-rate: 3e-3, temperature: 2, evaluations: 12, validation-limit: 8,
                          sampling: stratified }
            {{After}}
            """);

        // When
        var summary = Run($$"""
            version: 2
            models:
              nas:
                init: { shape: tiny, seed: 1 }
                tokenizer: {{RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model")}}
                data: { source: jsonl, paths: ["{{pipeline.Path("pairs.jsonl")}}"], max-source-length: 24, max-target-length: 12 }
                recipe: nas.yaml
                device: cpu
                variants:
                  close: { prune: { method: search, pick: { best: loss, limits: { parameters: 150000 } } } }
                  small: { prune: { method: search, pick: { best: parameters } } }
                  masks: { prune: { method: fisher, sparsity: 0.4, calibration: 16 } }
                  shallow: { prune: { method: layers, decoder-layers: 1 } }
                budgets:
                  rouge2: { max-drop: 100 }
                  parameters: { min-gain-percent: 1 }
            """);

        // Then
        var result = Judged("nas", "close", "small", "masks", "shallow");
        Assert.Equal(
            summary.Artifacts["nas/small/prune"].Folder is var pruned ? T5Config.Read(pruned).ParameterCount : 0,
            result.Search!.Measured.Where(evaluation => evaluation.IsOnFront).Min(evaluation => evaluation.Values![1]));
        Released("nas", result);
    }

    [Theory]
    [InlineData("bert", "{ max-steps: 12, batch-size: 16, strategy: one-shot, evaluations: 12, learning-rate: 1e-3 }")]
    [InlineData("roberta", "{ max-steps: 12, batch-size: 16, strategy: sandwich, evaluations: 12, learning-rate: 1e-3 }")]
    [InlineData("bert", "{ epochs: 3, batch-size: 16, strategy: fine-tune, searcher: mo-asha, evaluations: 5, limit: 64 }")]
    public void Should_Release_Two_Picks_Of_A_Classifiers_Front_Beside_Baselines(string family, string search)
    {
        // Given
        Texts();
        var init = family == "bert" ? "{ shape: bert-nano, seed: 1 }" : $"{{ checkpoint: {Roberta()}, seed: 1 }}";
        pipeline.Write("nas.yaml", $$"""
            version: 2
            shared:
              - fine-tune: { epochs: 8, batch-size: 16, learning-rate: 3e-3, validate-every: 0 }
              - search: {{search[..^1]}}, objectives: [accuracy, parameters], validate-every: 0 }
            {{After}}
            """);

        // When
        var summary = Run($$"""
            version: 2
            models:
              nas:
                init: {{init}}
                tokenizer: {{Tokenizer(family)}}
                data: { source: jsonl, task: classification, paths: ["{{pipeline.Path("texts.jsonl")}}"], max-source-length: 24 }
                recipe: nas.yaml
                device: cpu
                variants:
                  close: { prune: { method: search, pick: { best: accuracy, limits: { parameters: 25000 } } } }
                  small: { prune: { method: search, pick: { best: parameters } } }
                  masks: { prune: { method: fisher, sparsity: 0.5, calibration: 32 } }
                  heads: { prune: { method: taylor, heads: 50%, calibration: 32, batch-size: 8 } }
                  shallow: { prune: { method: layers, encoder-layers: 1 } }
                budgets:
                  accuracy: { max-drop: 100 }
                  parameters: { min-gain-percent: 1 }
            """);

        // Then
        var result = Judged("nas", "close", "small", "masks", "heads", "shallow");
        Assert.Equal(family == "roberta", BertConfig.Read(summary.Artifacts["nas/small/prune"].Folder).IsRoberta);
        Released("nas", result);
        using var classifier = Classifier.Load(summary.Artifacts["nas/masks/export"].Folder);
        Assert.Contains(classifier.Classify("the cow is here 3").Label, Labels);
    }

    public void Dispose() => pipeline.Dispose();

    private RunSummary Run(string manifest) => pipeline.Run(pipeline.Plan(manifest));

    private GateResult Judged(string model, params string[] variants)
    {
        var result = GateResult.Read(Path.Combine(pipeline.Results, model, "result.json"));
        Assert.Equal(variants, result.Variants.Select(variant => variant.Name));
        Assert.All(result.Variants, variant => Assert.True(variant.Parameters < result.Baseline.Parameters, variant.Name));
        Assert.True(result.Verdict == Verdict.Pass,
            string.Join('\n', result.Variants.SelectMany(variant => variant.Errors).Prepend($"{result.Verdict}")));
        // What was picked stands on the search's front, and nothing else does.
        Assert.Equal(["close", "small"], result.Search!.Evaluations.SelectMany(one => one.Variants).Distinct().Order());
        var page = File.ReadAllText(Path.Combine(pipeline.Results, model, "report.html"));
        Assert.All(variants, variant => Assert.Contains(variant, page));
        return result;
    }

    private void Released(string model, GateResult result)
    {
        var folder = pipeline.Path("release");
        var names = ReleaseFolder.Write(model, "2026.1128.1", Path.Combine(pipeline.Results, model), folder);
        Sha256Sums.Verify(folder);
        Assert.All(result.Variants, variant => Assert.Contains($"{model}-{variant.Name}-onnx.zip", names));
    }

    private void Texts()
    {
        var random = new Random(1);
        pipeline.Write("texts.jsonl", string.Join('\n', Enumerable.Range(0, 400).Select(i =>
        {
            var (noun, digit) = (random.Next(Nouns.Length), random.Next(10));
            var (article, place) = (i % 2 == 0 ? "the" : "a", i % 3 == 0 ? "here" : "there");
            var text = $"{article} {Nouns[noun]} is {place} {digit} {i / 100} {i % 10}";
            // Some labels are wrong: where every answer is right, the gate says that accuracy measures nothing.
            var isAnimal = noun < 3 != (i % 7 == 0);
            return $$"""{"document":"{{text}}","label":"{{(isAnimal ? "animal" : "machine")}}"}""";
        })));
    }

    private string Tokenizer(string family)
    {
        if (family == "bert")
        {
            string[] pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "a", "is", "here", "there", .. Nouns,
                .. Enumerable.Range(0, 10).Select(digit => $"{digit}")];
            return Path.GetDirectoryName(pipeline.Write("bert/vocab.txt", string.Join('\n', pieces) + "\n"))!;
        }
        string[] letters =
        [
            "<s>", "<pad>", "</s>", "<unk>", "<mask>", "Ġ",
            .. "abcdefghijklmnopqrstuvwxyz0123456789".Select(c => $"{c}"), "th", "the", "Ġthe",
        ];
        pipeline.Write("roberta-bpe/vocab.json", JsonSerializer.Serialize(
            letters.Index().ToDictionary(piece => piece.Item, piece => piece.Index)));
        return Path.GetDirectoryName(pipeline.Write("roberta-bpe/merges.txt", "#version: 0.2\nt h\nth e\nĠ the\n"))!;
    }

    // No named RoBERTa is small: a checkpoint, as somebody else may have left it.
    private string Roberta()
    {
        var folder = pipeline.Path("roberta-nano");
        using var model = BertModel.Initialize(
            BertConfig.Shape("bert-nano") with
            {
                ModelType = BertConfig.Roberta, TypeVocabSize = 1, LayerNormEps = 1e-5, PadTokenId = 1, Labels = Labels,
            }, seed: 1);
        model.Save(folder);
        return folder;
    }
}
