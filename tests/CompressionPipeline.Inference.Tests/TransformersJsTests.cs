using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tests.Tokenization;
using CompressionPipeline.Inference.Tokenization;
using TestKit;

namespace CompressionPipeline.Inference.Tests;

/// <summary>transformers.js, from the npm registry, over an export in the layout of a release's <c>-merged.zip</c>.</summary>
public sealed class TransformersJsTests : IDisposable
{
    private const int Documents = 50;

    private readonly TemporaryFolder models = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Should_Read_And_Write_What_Our_Summarizer_Does(bool trimmed)
    {
        // Given
        using var project = new NodeProject("transformers-js");
        var texts = Texts();
        using var export = new TextExport(merged: true, trimmed ? Trimmed(texts) : null);
        export.Change("tokenizer_config.json", config => config["model_max_length"] = 512);
        LayOut(export);

        // When
        var (code, output) = project.Node(
            "summarize.mjs", models.Path, "model", models.Write("texts.json", JsonSerializer.Serialize(texts)),
            TextExport.Prefix);

        // Then
        Assert.True(code == 0, output);
        var answers = JsonNode.Parse(output)!.AsArray();
        var tokenizer = T5Tokenizer.Open(export.File("spiece.model"));
        using var session = Seq2SeqSession.Open(export.Folder, TinyExport.Processor);
        using var summarizer = export.Load();
        Assert.Equal(Documents, answers.Count);
        foreach (var (text, answer) in texts.Zip(answers))
        {
            var source = tokenizer.Encode(TextExport.Prefix + text, 512);
            var ids = session.Generate([source], new() { MaxNewTokens = TextExport.MaxNewTokens }).Ids[0];
            Assert.Equal(source, answer!["source"].Deserialize<int[]>());
            // The start token comes first there, and the end of sequence last.
            Assert.Equal(ids, answer["ids"].Deserialize<int[]>()!.Skip(1).TakeWhile(id => id != tokenizer.EosId));
            Assert.Equal(summarizer.Summarize(text), answer["text"]!.GetValue<string>());
        }
    }

    public void Dispose() => models.Dispose();

    // Without the pieces that no text uses, and so with other ids.
    private string Trimmed(IEnumerable<string> texts)
    {
        var used = texts.SelectMany(text => Asset.Tokenizer.Encode(TextExport.Prefix + text));
        TrimmedSpiece.Write(
            Asset.Path, [.. TrimmedSpiece.Required(Asset.Path).Union(used).Order()], models.File("trimmed.model"));
        return models.File("trimmed.model");
    }

    private void LayOut(TextExport export)
    {
        models.Folder("model");
        models.Folder("model", "onnx");
        foreach (var file in Directory.EnumerateFiles(export.Folder))
        {
            var name = Path.GetFileName(file);
            if (name is "encoder_model.onnx" or ExportFiles.MergedDecoder)
                File.Copy(file, models.File("model", "onnx", name));
            else if (Path.GetExtension(name) != ".onnx")
                File.Copy(file, models.File("model", name));
        }
    }

    /// <summary>
    /// Prose of this repository's decisions, and what tokenizers are likely to take differently. Left out is what two ways of
    /// cutting score alike, of which runtimes take either: 0|00 or 00|0.
    /// </summary>
    private static List<string> Texts() =>
    [
        "naïve café, ﬁne № ½ ｆｕｌｌ width", "日本語の文章です。", "two  spaces\tand a tab ", "😀 emoji", "<b>a</b> & x < y > z",
        .. Directory.EnumerateFiles(RepositoryRoot.Combine("docs", "adr"), "00*.md").Order(StringComparer.Ordinal)
            .SelectMany(page => File.ReadAllText(page).Split("\n\n"))
            .Where(text => text.Length is > 10 and < 900 && !text.Contains('`') && !text.Contains("00", StringComparison.Ordinal))
            .Take(Documents - 5),
    ];
}
