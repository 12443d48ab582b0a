using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace CompressionPipeline.Verdicts.Tests.Judging;

/// <summary>Numbers that a file can hold and no measurement gives.</summary>
public sealed class OddNumbersTests : IDisposable
{
    private const string NoTime = "hold one that is no time";

    private static readonly Latencies Times = Sample.Shallow.Benchmark!;

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, GateResult> Cases => new()
    {
        { NoTime, Variant(With(_ => 1e308)) },
        { NoTime, Variant(With(_ => 1e155)) },
        { NoTime, Variant(With(_ => 1e-300)) },
        { NoTime, Variant(With(_ => 5e-324)) },
        { NoTime, Variant(With(i => i == 3 ? 1e308 : 5)) },
        { NoTime, Variant(With(i => i % 2 == 0 ? 1e300 : 1e-300)) },
        { NoTime, Variant(With(_ => 5e-324, "variant"), With(_ => 1e308, "baseline")) },
        { NoTime, Variant(With(_ => 1e308, "variant"), With(_ => 5e-324, "baseline")) },
        {
            "a batch size or a length that is none", Variant(model => model with { Benchmark = Times with { OutputLength = -1 } })
        },
        {
            "a batch size or a length that is none",
            Variant(
                model => model with
                {
                    Benchmark = Times with
                    {
                        Cells = [.. Times.Cells.Where(cell => cell.BatchSize == 1).Select(cell => cell with { BatchSize = -1 })],
                    },
                })
        },
        {
            "the number of parameters of shallow-decoder is missing or not usable",
            Variant(model => model with { Parameters = 5e-324 })
        },
        { "the number of parameters of baseline is missing or not usable", Both(model => model with { Parameters = 1e308 }) },
        { "the bytes of shallow-decoder are missing or not usable", Variant(model => model with { Bytes = 0.5 }) },
        {
            "the mean length of shallow-decoder's texts is not a usable number",
            Variant(model => model with { GeneratedLength = 1e308 })
        },
        {
            "rouge2 of baseline looks like a score of 0 to 1", Sample.Measured with { Baseline = Scored(5e-324)(Sample.Baseline) }
        },
        { "bleu of baseline is written as 0, but its components give NaN", Both(Corpus("bleu", (_, _) => -1)) },
        { "bleu of baseline is written as 0, but its components give NaN", Both(Corpus("bleu", (_, _) => 1e308)) },
        {
            "bleu of baseline is written as 0, but its components give NaN",
            Both(Corpus("bleu", (name, i) => name == "n-grams-1" && i == 7 ? -3000 : 5))
        },
        { "matthews of baseline is written as 0, but its components give NaN", Both(Corpus("matthews", (_, _) => -1)) },
        { "matthews of baseline is written as 0, but its components give NaN", Both(Corpus("matthews", (_, _) => 0.5)) },
        {
            "macro-f1 of baseline is written as 0, but its components give NaN",
            Both(Corpus("macro-f1", (_, i) => i == 0 ? -1 : i % 3))
        },
        {
            "matthews of baseline is written as 0, but its components give 100",
            Both(Corpus("matthews", (_, i) => i == 0 ? 1e9 : i % 2))
        },
        {
            "macro-f1 of baseline is written as 0, but its components give 100",
            Both(Corpus("macro-f1", (_, i) => i == 0 ? 1e300 : i % 3))
        },
        {
            "was scored on one example",
            Both(
                model => model with
                {
                    ScoredOn = Sample.Basis with { Examples = 1, IdsDigest = Digest.OfText(Sample.Ids[0]).Hex },
                    Scores = model.Scores.ToDictionary(
                        score => score.Key,
                        score => new ScoreResult(score.Value.Samples[0]) { Samples = [score.Value.Samples[0]] }),
                }) with { Ids = [Sample.Ids[0]] }
        },
        { "there are two models called baseline", Variant(model => model with { Name = "baseline" }) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Should_Be_Invalid_With_A_Reason_And_Still_Be_Written(string error, GateResult measured)
    {
        // When
        var judged = Sample.Judged(measured);
        judged.Write(folder.File("result.json"));
        ReportFolder.Write(folder.Path, judged);

        // Then
        var result = GateResult.Read(folder.File("result.json"));
        Assert.Equal((Verdict.Invalid, true), (result.Verdict, result.Blocks));
        Assert.Contains(result.Variants[0].Errors, told => told.Contains(error, StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    private static GateResult Variant(params Func<ModelResult, ModelResult>[] changes) =>
        Sample.Measured with { Variants = [changes.Aggregate(Sample.Shallow, (model, change) => change(model))] };

    private static GateResult Both(Func<ModelResult, ModelResult> change) =>
        Sample.Measured with { Baseline = change(Sample.Baseline), Variants = [change(Sample.Shallow)] };

    private static Func<ModelResult, ModelResult> With(Func<int, double> time, string? of = null) => model => model with
    {
        Benchmark = model.Benchmark! with
        {
            Cells = [
                .. model.Benchmark.Cells.Select(
                    cell => of is null || cell.Model == of
                        ? cell with { Samples = [.. cell.Samples.Select((_, i) => time(i))], Summary = null }
                        : cell)],
        },
    };

    private static Func<ModelResult, ModelResult> Scored(double sample) => model => model with
    {
        Scores = new Dictionary<string, ScoreResult>(
            model.Scores) { ["rouge2"] = new(sample) { Samples = [.. Enumerable.Repeat(sample, Sample.Examples)] } },
    };

    // Of both models the same, written as 0.
    private static Func<ModelResult, ModelResult> Corpus(string metric, Func<string, int, double> component) =>
        model => model with
    {
        Scores = new Dictionary<string, ScoreResult>
        {
            [metric] = new(0)
            {
                Components = MetricCatalogue.Find(metric)!.Components.ToDictionary(
                    name => name,
                    name => (IReadOnlyList<double>)[.. Enumerable.Range(0, Sample.Examples).Select(i => component(name, i))]),
            },
        },
    };
}
