using System.Text;
using System.Text.RegularExpressions;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Tests.Judging;
using FsCheck;
using FsCheck.Fluent;
using TestKit;

namespace CompressionPipeline.Verdicts.Tests.Results;

public sealed class ResultFileTests : IDisposable
{
    private static readonly byte[] Written = ResultFile.Bytes(
        Small(Sample.Judged(Sample.Measured with { Origin = Sample.Sweep.Origin, Search = Sample.Sweep.Search })));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Should_Have_The_Approved_Shape() =>
        Approve.Text(Encoding.UTF8.GetString(Written), "result.json");

    [Fact]
    public void Should_Come_Back_As_It_Was_Written()
    {
        // Given
        Sample.Judged(Sample.Sweep).Write(folder.File("result.json"));

        // When
        var read = GateResult.Read(folder.File("result.json"));

        // Then: to the last digit, and judged to the same verdict
        var again = Judge.Apply(read, read.Rules, new Dictionary<string, ModelResult>());
        again.Write(folder.File("again.json"));
        Assert.Equal(File.ReadAllText(folder.File("result.json")), File.ReadAllText(folder.File("again.json")));
    }

    [Fact]
    public void Should_Keep_Samples_On_One_Line()
    {
        // When
        var lines = Encoding.UTF8.GetString(ResultFile.Bytes(Sample.Judged())).Split('\n');

        // Then
        Assert.Contains(
            lines, line => line.TrimStart().StartsWith("\"samples\": [15, 20, 25, 30, 35, ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("quality-confidence", "5.95")]
    [InlineData("speed-confidence", "1")]
    [InlineData("resamples", "-3")]
    public void Should_Be_Refused_With_Rules_That_No_Recipe_May_Have(string key, string value)
    {
        // Given
        var text = Regex.Replace(Encoding.UTF8.GetString(Written), $"\"{key}\": [0-9.]+", $"\"{key}\": {value}");
        Assert.Contains($"\"{key}\": {value}", text, StringComparison.Ordinal);

        // Then
        var error = Assert.Throws<InvalidFileException>(() => Read(text));
        Assert.Equal("rules", error.Key);
    }

    [Fact]
    public void Should_Be_Read_However_It_Is_Laid_Out()
    {
        // When
        var read = Read(Regex.Replace(Encoding.UTF8.GetString(Written), @"\n\s*", "\r\n"));

        // Then
        Assert.Equal(Verdict.Pass, read.Verdict);
    }

    [Fact]
    public void Should_Not_Be_Written_With_What_Is_Not_Finite() =>
        Assert.Throws<ArgumentException>(
            () => (
                Sample.Measured with
                {
                    Variants = [
                        Sample.Shallow with
                        {
                            Scores = new Dictionary<string, ScoreResult> { ["rouge2"] = new(1) { Samples = [double.NaN] } },
                        }],
                })
            .Write(folder.File("result.json")));

    [Theory]
    [InlineData(
        "\"schema-version\": 4", "\"schema-version\": 3",
        "is of schema 3, and this program reads 4: an older program wrote it. Run ./build.sh, which judges again.")]
    [InlineData(
        "\"schema-version\": 4", "\"schema-version\": 5",
        "is of schema 5, and this program reads 4: a newer program wrote it. Update this one.")]
    [InlineData("\"schema-version\": 4", "\"schema-version\": \"4\"", "'schema-version' is unknown or its value does not fit")]
    [InlineData("\"schema-version\": 4,", "", "names no schema-version, so it is no result")]
    [InlineData("\"generated-length\": 9.5", "\"generated-length\": NaN", "it is not valid JSON here")]
    public void Should_Say_What_Is_Wrong_With_It(string written, string changed, string reason)
    {
        // Given
        var text = Encoding.UTF8.GetString(
            ResultFile.Bytes(Small(Sample.Judged(rules: Sample.Rules with { Budgets = [new("rouge2", BudgetRule.Min, 90)] }))));
        Assert.Contains(written, text);

        // When
        var error = Assert.ThrowsAny<PipelineException>(() => Read(text.Replace(written, changed)));

        // Then
        Assert.StartsWith(folder.File("result.json"), error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Theory]
    [InlineData("\"variants\": [", "\"variants\": null, \"x\": [", "variants")]
    [InlineData("\"colour\"", "", "'colour' is unknown", true)]
    [InlineData("\"generated-length\": 9.5", "\"generated-length\": 1e999", "generated-length")]
    [InlineData("\"generated-length\": 9.5", "\"generated-length\": \"9.5\"", "generated-length")]
    [InlineData("\"encoder-layers\": 6", "\"encoder-layers\": 6.5", "encoder-layers")]
    [InlineData("\"metric\": \"rouge2\"", "\"metric\": null", "metric")]
    [InlineData("\"ids\": [", "\"ids\": [ null,", "a list holds null")]
    [InlineData("\"search\": {", "\"search\": { \"colour\": 1,", "colour' is unknown")]
    [InlineData("\"evaluations\": [", "\"evaluations\": [ null,", "a list holds null")]
    [InlineData("\"commands\": [", "\"commands\": [ null,", "a list holds null")]
    [InlineData("\"model\": \"dotnet-docs\"", "\"model\": \"dotnet-docs\", \"model\": \"other\"", "'model' stands there twice")]
    public void Should_Be_Refused_Where_A_Member_Is_Not_What_It_Must_Be(
        string written, string changed, string reason, bool add = false)
    {
        // Given
        var text = Encoding.UTF8.GetString(Written);
        text = add ? text.Replace("\"model\": \"dotnet-docs\"", "\"model\": \"dotnet-docs\", \"colour\": 1") : text.Replace(
            written, changed);

        // When
        var error = Assert.ThrowsAny<PipelineException>(() => Read(text));

        // Then
        Assert.IsType<InvalidFileException>(error);
        Assert.Contains(reason, error.Message);
        MalformedJson.AssertPlain(error.Message);
    }

    [Theory]
    [MemberData(nameof(MalformedJson.Names), MemberType = typeof(MalformedJson))]
    public void Should_Be_Strict_Json(string name) => MalformedJson.AssertRefused(
        name, folder.File("result.json"), () => GateResult.Read(folder.File("result.json")));

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"schema-version\": 4}")]
    public void Should_Be_A_Result(string text) => Assert.ThrowsAny<PipelineException>(() => Read(text));

    [Fact]
    public void Should_Not_Be_Absurdly_Large()
    {
        // Given: a file with a hole takes no space
        using (var file = File.Create(folder.File("result.json")))
            file.SetLength((512L << 20) + 1);

        // When
        var error = Assert.ThrowsAny<PipelineException>(() => GateResult.Read(folder.File("result.json")));

        // Then
        Assert.Contains("it has 536,870,913 bytes", error.Message);
    }

    [Fact]
    public void Should_Exist()
    {
        // When
        var error = Assert.ThrowsAny<PipelineException>(() => GateResult.Read(folder.File("nothing.json")));

        // Then
        Assert.Contains("nothing.json: it does not exist", error.Message);
    }

    [Fact]
    public void Should_Be_Refused_Or_Judged_Whatever_Byte_Changes() =>
        Prop.ForAll(Arb.From(
            from place in Gen.Choose(0, Written.Length - 1)
            from value in Gen.Choose(0, 255)
            select (place, value)), given =>
        {
            // Given
            byte[] changed = [.. Written];
            changed[given.place] = (byte)given.value;

            // Then: no other exception than that which names the file
            if (Refused(changed) is { } read)
                Judge.Apply(read, read.Rules, new Dictionary<string, ModelResult>());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Should_Be_Refused_However_Much_Is_Cut_Off() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, Written.Length - 3)), length => Refused(Written[..length]) is null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    // Null where it was.
    private GateResult? Refused(byte[] bytes)
    {
        File.WriteAllBytes(folder.File("result.json"), bytes);
        try
        {
            return GateResult.Read(folder.File("result.json"));
        }
        catch (PipelineException)
        {
            return null;
        }
    }

    private GateResult Read(string text)
    {
        folder.Write("result.json", text);
        return GateResult.Read(folder.File("result.json"));
    }

    // As many samples as a person wants to read.
    private static GateResult Small(GateResult result)
    {
        const int Few = 4;
        return Judge.Apply(
            result with
            {
                Ids = [.. result.Ids.Take(Few)], Baseline = Small(result.Baseline), Variants = [.. result.Variants.Select(Small)],
            },
            result.Rules with
            {
                Budgets = [.. result.Rules.Budgets.Where(budget => budget.Metric != "latency" && budget.Limit != 20)],
            },
            new Dictionary<string, ModelResult>());

        ModelResult Small(ModelResult model) => model with
        {
            ScoredOn =
                Sample.Basis with { Examples = Few, IdsDigest = Digest.OfText(string.Join('\n', result.Ids.Take(Few))).Hex },
            Scores = model.Scores.Where(score => score.Key == "rouge2").ToDictionary(
                score => score.Key,
                score => score.Value with
                {
                    Value = score.Value.Samples.Take(Few).Average(), Samples = [.. score.Value.Samples.Take(Few)],
                }),
            Benchmark =
                model.Benchmark is { } timed ? timed with { Cells = [.. timed.Cells.Where(cell => cell.BatchSize == 1)] } : null,
            Examples = [.. model.Examples.Take(1)],
        };
    }
}
