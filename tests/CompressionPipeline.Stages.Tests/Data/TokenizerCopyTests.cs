using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Stages.Tasks;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Data;

public sealed class TokenizerCopyTests
{
    [Fact]
    public void Should_Take_The_Tokenizer_Of_A_Checkpoint_That_Has_Only_Its_Json()
    {
        // Given
        using var folder = new TemporaryFolder();
        var model = RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model");
        HuggingFaceFiles.Write(folder.Folder("checkpoint"), model, maxLength: 64, vocabularySize: 4096 + 128);
        File.Delete(folder.File("checkpoint", "spiece.model"));

        // When
        new SummarizationTask().CopyTokenizer(folder.File("checkpoint"), folder.Folder("data"));

        // Then
        const string text = "Gets or sets the number of elements.";
        Assert.Equal(
            T5Tokenizer.Open(model).Encode(text), T5Tokenizer.Open(folder.File("data", "spiece.model")).Encode(text));
    }
}
