using CompressionPipeline.Core;

namespace CompressionPipeline.Inference.Tests;

/// <summary>What a classifier's <c>config.json</c> says of lengths and ids, against what its graph has.</summary>
public sealed class ClassifierLimitsTests : IDisposable
{
    private readonly ClassifierExport export = new();

    public void Dispose() => export.Dispose();

    [Theory, InlineData(0), InlineData(3)]
    public void Should_Refuse_A_Configuration_Without_Room_For_A_Text(int positions)
    {
        // Given
        export.Change("config.json", json => json["max_position_embeddings"] = positions);

        // Then
        Assert.Equal("max_position_embeddings", Assert.Throws<InvalidFileException>(() => export.Load()).Key);
    }

    [Theory, InlineData("max_position_embeddings", 512), InlineData("vocab_size", 31)]
    public void Should_Name_The_Folder_Where_The_Configuration_Says_More_Than_The_Graph_Has(string key, int value)
    {
        // Given
        export.Change("config.json", json => json[key] = value);
        export.Change("tokenizer_config.json", json => json.Remove("model_max_length"));
        File.AppendAllText(export.File("vocab.txt"), key == "vocab_size" ? "zebra\n" : "");
        using var classifier = export.Load();

        // Then
        var text = string.Concat(Enumerable.Repeat("a red zebra ", 20));
        Assert.Contains(export.Folder, Assert.Throws<PipelineException>(() => classifier.Classify(text)).Message);
    }
}
