using CompressionPipeline.Inference.Tokenization;
using TestKit;

namespace CompressionPipeline.Inference.Tests.Tokenization;

/// <summary>The tokenizer of the default manifest entry.</summary>
internal static class Asset
{
    public const int Pieces = 4096;

    public static string Path { get; } = RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model");

    public static T5Tokenizer Tokenizer { get; } = T5Tokenizer.Open(Path);
}
