using CompressionPipeline.Inference.Tokenization;
using TestKit;

namespace CompressionPipeline.Cake.Tests;

/// <summary>A script stands in for spm_train, but in the last test, where SentencePiece is installed.</summary>
public sealed class TrainTokenizerTests : IDisposable
{
    private const string Manifest = """
        version: 2
        models:
          own:
            init: { shape: tiny }
            tokenizer: assets/own.model
            data: { source: jsonl, paths: [pairs.jsonl], prefix: "sum up: " }
            recipe: recipe.yaml
            variants:
              shallow: { prune: { decoder-layers: 1 } }
        """;

    private readonly HostFixture host = new() { Trains = true };
    private readonly string path = Environment.GetEnvironmentVariable("PATH")!;

    public TrainTokenizerTests()
    {
        host.Write("models.yaml", Manifest);
        host.Write("pairs.jsonl", string.Concat(Enumerable.Range(0, 300).Select(index =>
            $$"""{"document": "Item {{index}} of list {{index % 7}}.", "summary": "Gets item {{index}}."}""" + "\n")));
    }

    [Fact]
    public void Should_Give_The_Trainer_The_Train_Split_And_T5s_Ids()
    {
        if (OperatingSystem.IsWindows())
            return;
        // Given
        var model = RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model");
        UseTrainer($"""
            #!/bin/sh
            for argument; do
              echo "$argument" >> '{host.File("arguments.txt")}'
              case $argument in
                --input=*) cp "$(echo "$argument" | cut -d= -f2)" '{host.File("text.txt")}' ;;
                --model_prefix=*) cp '{model}' "$(echo "$argument" | cut -d= -f2).model" ;;
              esac
            done
            """);

        // When
        var code = host.Run("--target", "TrainTokenizer", "--vocabulary", "512");

        // Then
        Assert.True(code == 0, host.Output + host.Errors);
        var arguments = File.ReadAllLines(host.File("arguments.txt"));
        Assert.Contains("--model_type=unigram", arguments);
        Assert.Contains("--vocab_size=512", arguments);
        Assert.Equal(
            ["--pad_id=0", "--eos_id=1", "--unk_id=2", "--bos_id=-1"],
            arguments.Where(argument => argument.Contains("_id=")));
        var text = File.ReadAllLines(host.File("text.txt"));
        Assert.InRange(text.Length, 2 * 240, 2 * 290);
        Assert.All(text.Where((_, index) => index % 2 == 0), line => Assert.StartsWith("sum up: Item ", line));
        Assert.All(text.Where((_, index) => index % 2 == 1), line => Assert.StartsWith("Gets item ", line));
        Assert.True(File.Exists(host.File("assets", "own.model")));
    }

    [Fact]
    public void Should_Say_What_The_Trainer_Said_Where_It_Fails()
    {
        if (OperatingSystem.IsWindows())
            return;
        // Given
        UseTrainer("#!/bin/sh\necho 'Vocabulary size is too high' >&2\nexit 3\n");

        // When
        var code = host.Run("--target", "TrainTokenizer");

        // Then
        Assert.NotEqual(0, code);
        Assert.Contains("Vocabulary size is too high", host.Output + host.Errors);
        Assert.False(File.Exists(host.File("assets", "own.model")));
    }

    [Fact]
    public void Should_Name_The_Package_Where_There_Is_No_Trainer()
    {
        // Given
        host.Set("PATH", host.File("nowhere"));

        // When
        var code = host.Run("--target", "TrainTokenizer");

        // Then
        Assert.NotEqual(0, code);
        Assert.Contains("apt-get install sentencepiece", host.Output + host.Errors);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("5000")]
    [InlineData("many")]
    public void Should_Refuse_A_Vocabulary_That_The_Shape_Has_No_Rows_For(string size)
    {
        // Given
        UseTrainer("#!/bin/sh\n");

        // When
        var code = host.Run("--target", "TrainTokenizer", "--vocabulary", size);

        // Then
        Assert.NotEqual(0, code);
        Assert.Contains($"--vocabulary {size}", host.Output + host.Errors);
    }

    [Fact]
    public void Should_Leave_A_Tokenizer_That_Exists()
    {
        // Given
        host.Write("assets/own.model", "mine");

        // When
        var code = host.Run("--target", "TrainTokenizer");

        // Then
        Assert.Equal((0, "mine"), (code, File.ReadAllText(host.File("assets", "own.model"))));
    }

    [Fact]
    public void Should_Train_A_Tokenizer_That_The_Pipeline_Reads()
    {
        if (!path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "spm_train"))))
            return;
        // When
        var code = host.Run("--target", "TrainTokenizer");

        // Then
        Assert.True(code == 0, host.Output + host.Errors);
        var tokenizer = T5Tokenizer.Open(host.File("assets", "own.model"));
        Assert.Equal((0, 1, 2), (tokenizer.PadId, tokenizer.EosId, tokenizer.UnkId));
        Assert.Equal("Gets item 7.", tokenizer.Decode(tokenizer.Encode("Gets item 7.")));
        Assert.Equal(0, host.Run("--target", "Data"));
    }

    public void Dispose() => host.Dispose();

    private void UseTrainer(string script)
    {
        host.Write("bin/spm_train", script);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(host.File("bin", "spm_train"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        host.Set("PATH", host.File("bin") + Path.PathSeparator + path);
    }
}
