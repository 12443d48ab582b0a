using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Stages.Data;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Data;

public sealed class DataStageTests
{
    private static readonly string Tokenizer = RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model");

    private static string Pairs(TemporaryFolder folder, int count) => folder.Write("pairs.jsonl", string.Concat(Enumerable
        .Range(0, count)
        .Select(i => $$"""{"text": "Document number {{i}}.", "title": "Summary number {{i}}."}{{"\n"}}""")));

    private static DataOptions FromPairs(TemporaryFolder folder, int count) => new()
    {
        Source = "jsonl",
        Paths = [Pairs(folder, count)],
        DocumentKey = "text",
        SummaryKey = "title",
        TokenizerPath = Tokenizer,
        MaxSourceLength = 64,
        MaxTargetLength = 32,
    };

    private static (StageContext Context, RecordingProgress Progress) ContextFor(
        TemporaryFolder folder, DataOptions options, string output = "out")
    {
        var progress = new RecordingProgress();
        return (new StageContext
        {
            Options = OptionsJson.Write(options),
            Inputs = new Dictionary<string, Artifact>(),
            Seed = 42,
            OutputFolder = folder.Folder(output),
            ScratchFolder = folder.Folder("scratch"),
            Progress = progress,
        }, progress);
    }

    public sealed class TheRunMethod
    {
        [Fact]
        public void Should_Write_The_Splits_Their_Description_And_The_Tokenizer()
        {
            // Given
            using var folder = new TemporaryFolder();
            var options = FromPairs(folder, 400) with { Prefix = "summarize: ", SourceDigest = new string('a', 64) };
            var (context, progress) = ContextFor(folder, options);

            // When
            var metrics = new DataStage().Run(context);

            // Then
            var data = DataSetFolder.Open(context.OutputFolder);
            Assert.Equal(["dataset.json", "spiece.model", "test.jsonl", "train.jsonl", "validation.jsonl"],
                Directory.GetFiles(context.OutputFolder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Assert.Equal(("jsonl", "summarize: ", 64, 32, new string('a', 64)),
                (data.Info.Name, data.Info.Prefix, data.Info.MaxSourceLength, data.Info.MaxTargetLength, data.Info.SourceDigest));
            Assert.Equal(400, data.Train().Count() + data.Validation().Count() + data.Test().Count());
            Assert.Equal(data.Info.Train, metrics.Single(metric => metric.Name == "data.train").Value);
            Assert.Equal(4096, T5Tokenizer.Open(context.Output("spiece.model")).PieceCount);
            Assert.Contains(progress.Infos, info => info.StartsWith("400 examples", StringComparison.Ordinal));
        }

        [Fact]
        public void Should_Write_The_Same_Bytes_Again()
        {
            // Given
            using var folder = new TemporaryFolder();
            var options = FromPairs(folder, 50);

            // When
            new DataStage().Run(ContextFor(folder, options, "one").Context);
            new DataStage().Run(ContextFor(folder, options, "two").Context);

            // Then
            Assert.Equal(Digest.OfFolder(folder.File("one")), Digest.OfFolder(folder.File("two")));
        }

        [Fact]
        public void Should_Use_No_More_Pairs_Than_Asked()
        {
            // Given
            using var folder = new TemporaryFolder();
            var (context, progress) = ContextFor(folder, FromPairs(folder, 50) with { Limit = 3 });

            // When
            new DataStage().Run(context);

            // Then
            var info = DataSetFolder.Open(context.OutputFolder).Info;
            Assert.Equal(3, info.Train + info.Validation + info.Test);
            Assert.Contains(progress.Warnings, warning => warning.Contains("split is empty", StringComparison.Ordinal));
        }

        [Fact]
        public void Should_Warn_Of_Summaries_That_Do_Not_Fit()
        {
            // Given
            using var folder = new TemporaryFolder();
            var (context, progress) = ContextFor(folder, FromPairs(folder, 50) with { MaxTargetLength = 3 });

            // When
            new DataStage().Run(context);

            // Then
            Assert.Contains(progress.Warnings, warning => warning.Contains("max-target-length 3", StringComparison.Ordinal));
        }

        [Fact]
        public void Should_Skip_And_Count_Pairs_Without_A_Text_Where_It_Is_Told_So()
        {
            // Given
            using var folder = new TemporaryFolder();
            var options = FromPairs(folder, 50);
            File.AppendAllText(options.Paths[0], """{"text": "Of nothing.", "title": "\u200b"}""");
            var (context, progress) = ContextFor(folder, options with { OnEmpty = EmptyTexts.Skip });

            // When
            new DataStage().Run(context);

            // Then
            Assert.Contains(progress.Infos, info => info.StartsWith("50 examples", StringComparison.Ordinal));
            Assert.Contains(progress.Warnings, warning => warning.StartsWith("1 records", StringComparison.Ordinal));
        }

        [Theory]
        [InlineData("深圳去年推出活动。", "tokenizer: unicode")]
        [InlineData("👍", "tokenizer: characters")]
        public void Should_Warn_Of_Summaries_That_The_Usual_Metric_Cannot_Score(string summary, string cure)
        {
            // Given
            using var folder = new TemporaryFolder();
            var options = FromPairs(folder, 20);
            File.AppendAllText(options.Paths[0], $$"""{"text": "A text.", "title": "{{summary}}"}""");
            var (context, progress) = ContextFor(folder, options);

            // When
            new DataStage().Run(context);

            // Then
            var warning = Assert.Single(progress.Warnings, one => one.StartsWith("1 of 21 summaries", StringComparison.Ordinal));
            Assert.Contains(cure, warning, StringComparison.Ordinal);
        }

        [InputCaseFact]
        public void Should_Warn_Of_The_Case_That_Scores_Nothing()
        {
            // Given
            using var folder = new TemporaryFolder();
            var (context, progress) = ContextFor(folder, new()
            {
                Source = "jsonl",
                Paths = [InputCase.Path("zero-rouge-passes", "zh.jsonl")],
                TokenizerPath = InputCase.Path("zero-rouge-passes", "zh.model"),
            });

            // When
            new DataStage().Run(context);

            // Then
            Assert.Contains(progress.Warnings, warning => warning.Contains("tokenizer: unicode", StringComparison.Ordinal));
        }

        [Fact]
        public void Should_Keep_The_Lines_Of_Summaries()
        {
            // Given
            using var folder = new TemporaryFolder();
            var options = FromPairs(folder, 1);
            folder.Write("pairs.jsonl", """{"text": "A text.", "title": "One .\nTwo ."}""");
            var (context, _) = ContextFor(folder, options);

            // When
            new DataStage().Run(context);

            // Then
            var data = DataSetFolder.Open(context.OutputFolder);
            Assert.Equal("One .\nTwo .", Assert.Single([.. data.Train(), .. data.Validation(), .. data.Test()]).Target);
        }

        [Fact]
        public void Should_Refuse_A_Tokenizer_That_Cannot_Be_Read()
        {
            // Given
            using var folder = new TemporaryFolder();
            var broken = folder.Write("broken.model", "no model");
            var (context, _) = ContextFor(folder, FromPairs(folder, 3) with { TokenizerPath = broken });

            // When
            var error = Assert.Throws<PipelineException>(() => new DataStage().Run(context));

            // Then
            Assert.StartsWith(broken, error.Message, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(context.OutputFolder));
        }

        [Fact]
        public void Should_Write_What_A_Pattern_Finds_In_Order_Of_Id()
        {
            // Given: the second line stands in both files, and its first place decides its split
            using var folder = new TemporaryFolder();
            folder.Write("b/train.jsonl", """
                {"id": "3", "document": "Text three.", "summary": "Three."}
                {"id": "1", "document": "Text one.", "summary": "One."}
                """);
            folder.Write("a/test.jsonl", """
                {"id": "1", "document": "Text one.", "summary": "One."}
                {"id": "0", "document": "Text naught.", "summary": "Naught."}
                """);
            var (context, progress) = ContextFor(folder, new()
            {
                Source = "jsonl", Paths = [folder.File("*", "*.jsonl")], SplitBy = SplitBy.File, TokenizerPath = Tokenizer,
            });

            // When
            new DataStage().Run(context);

            // Then
            var data = DataSetFolder.Open(context.OutputFolder);
            Assert.Equal([["3"], ["0", "1"]], new[] { data.Train(), data.Test() }.Select(split => split.Select(one => one.Id)));
            Assert.Contains(progress.Warnings, text => text.Contains("folder is named after it", StringComparison.Ordinal));
        }

        [Fact]
        public void Should_Ask_For_Files_Where_The_Source_Needs_Some()
        {
            // Given
            using var folder = new TemporaryFolder();
            var (context, _) = ContextFor(folder, new() { Source = "csv", TokenizerPath = Tokenizer });

            // When
            var error = Assert.Throws<PipelineException>(() => new DataStage().Run(context));

            // Then
            Assert.Contains("'csv'", error.Message, StringComparison.Ordinal);
        }
    }

    public sealed class TheSourceDigest
    {
        [Fact]
        public void Should_Change_With_A_Files_Content_And_Not_With_Its_Place()
        {
            // Given
            using var one = new TemporaryFolder();
            using var two = new TemporaryFolder();

            // When
            var first = DataSourceDigest.Of(FromPairs(one, 5));
            var moved = DataSourceDigest.Of(FromPairs(two, 5));
            var grown = DataSourceDigest.Of(FromPairs(two, 6));

            // Then
            Assert.Equal(first, moved);
            Assert.NotEqual(first, grown);
        }

        [Fact]
        public void Should_Name_A_File_That_Is_Not_There()
        {
            // Given
            var options = new DataOptions { Source = "csv", Paths = ["nowhere.csv"] };

            // When
            var error = Assert.Throws<PipelineException>(() => DataSourceDigest.Of(options));

            // Then
            Assert.StartsWith("nowhere.csv", error.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Cover_All_Files_That_A_Pattern_Finds_And_Their_Names()
        {
            // Given
            using var folder = new TemporaryFolder();
            var options = new DataOptions { Source = "jsonl", Paths = [folder.File("**", "*.jsonl")] };

            // When
            var missing = Assert.Throws<PipelineException>(() => DataSourceDigest.Of(options));
            folder.Write("train.jsonl", "one");
            var one = DataSourceDigest.Of(options);
            folder.Write("more/train.jsonl", "two");
            var two = DataSourceDigest.Of(options);
            File.Move(folder.File("more", "train.jsonl"), folder.File("more", "test.jsonl"));
            var renamed = DataSourceDigest.Of(options);

            // Then
            Assert.StartsWith(options.Paths[0], missing.Message, StringComparison.Ordinal);
            Assert.Equal(3, new[] { one, two, renamed }.Distinct().Count());
        }

        [Fact]
        public void Should_Be_The_Documentations_Where_That_Is_The_Source() =>
            Assert.Equal(DotnetDocs.Fingerprint(), DataSourceDigest.Of(OptionsJson.Write(new DataOptions())));
    }
}
