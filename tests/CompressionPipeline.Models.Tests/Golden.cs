using System.Text.Json;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Models.Tests;

/// <summary>A tiny random model and what an independent T5 in plain PyTorch makes of it: logits, losses, greedy ids.</summary>
/// <remarks>Made with the reference's verbs make, logits, train-step (AdamW 1e-3, no decay, no clipping) and generate; see
/// README.md beside the data.</remarks>
internal sealed record Golden(int[][] Source, int[][] Target, int[][] Labels, float[][][] Logits, double[] Losses,
    long[][] Generated)
{
    public static TheoryData<string> Variants { get; } = ["relu-tied", "gated-untied", "asymmetric-depth", "odd-heads"];

    public static string Folder(string variant) => TestKit.RepositoryRoot.Combine(
        "tests", "CompressionPipeline.Models.Tests", "Golden", variant);

    public static Golden Of(string variant) => JsonSerializer.Deserialize<Golden>(
        File.ReadAllText(Path.Combine(Folder(variant), "golden.json")), JsonSerializerOptions.Web)!;

    public IReadOnlyList<TokenizedPair> Pairs => [.. Source.Zip(Labels, (source, labels) => new TokenizedPair(source, labels))];
}
