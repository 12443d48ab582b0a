using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Judging;

public class ErrorTests
{
    private static readonly Latencies Times = Sample.Shallow.Benchmark!;

    public static TheoryData<string, GateResult> Cases => new()
    {
        { "shallow-decoder was scored on no example", With(candidate => candidate with { ScoredOn = null }) },
        {
            "shallow-decoder was scored on no example",
            With(candidate => candidate with { Scores = new Dictionary<string, ScoreResult>() })
        },
        {
            "shallow-decoder was scored with another signature than baseline: 'rouge|plain' and 'rouge|stemmer; greedy, at most "
                + "20 tokens'",
            With(candidate => candidate with { ScoredOn = Sample.Basis with { Signature = "rouge|plain" } })
        },
        {
            "shallow-decoder was scored with another split than baseline: 'b' and",
            With(candidate => candidate with { ScoredOn = Sample.Basis with { Split = "b" } })
        },
        {
            "shallow-decoder was scored with another data set than baseline: 'x' and",
            With(
                candidate =>
                    candidate with { ScoredOn = Sample.Basis with { Data = "x" }, Benchmark = Times with { Data = "x" } })
        },
        {
            "other examples (digest of their ids)",
            With(candidate => candidate with { ScoredOn = Sample.Basis with { IdsDigest = "x" } })
        },
        { "rouge2 of shallow-decoder has 1 samples for 200 examples", WithScore(score => score with { Samples = [24] }) },
        {
            "rouge2 of shallow-decoder has a sample that is not finite",
            WithScore(score => score with { Samples = [double.NaN, .. score.Samples.Skip(1)] })
        },
        {
            "rouge2 of shallow-decoder has a sample of 100.5, outside 0 to 100",
            WithScore(score => score with { Samples = [100.5, .. score.Samples.Skip(1)] })
        },
        {
            "rouge2 of shallow-decoder has a sample of -0.5, outside 0 to 100",
            WithScore(score => score with { Samples = [-0.5, .. score.Samples.Skip(1)] })
        },
        { "rouge2 of shallow-decoder is missing or not finite", WithScore(score => score with { Value = null }) },
        { "rouge2 of shallow-decoder is missing or not finite", WithScore(score => score with { Value = double.NaN }) },
        {
            "rouge2 of shallow-decoder is written as 25, but the mean of its samples is 24: one of them was changed",
            WithScore(score => score with { Value = 25 })
        },
        {
            "rouge2 of shallow-decoder is written as 24, but the mean of its samples is 24.",
            WithScore(score => score with { Samples = [99, .. score.Samples.Skip(1)] })
        },
        {
            "precision or recall of rouge2 of shallow-decoder lies outside 0 to 100",
            WithScore(score => score with { Recall = double.NaN })
        },
        {
            "rouge2 of shallow-decoder looks like a score of 0 to 1",
            WithScore(score => score with { Samples = [.. score.Samples.Select(sample => sample / 100)], Value = 0.24 })
        },
        {
            "rouge1 of baseline looks like a score of 0 to 1",
            Sample.Measured with
            {
                Baseline = Sample.Baseline with
                {
                    Scores = Sample.Baseline.Scores.ToDictionary(
                        score => score.Key,
                        score => score.Value with
                        {
                            Value = score.Value.Value / 100, Samples = [.. score.Value.Samples.Select(sample => sample / 100)],
                        }),
                },
            }
        },
        {
            "3 of 200 texts of shallow-decoder are empty, more than max-empty-percent 1 allows",
            With(candidate => candidate with { EmptyTexts = 3 })
        },
        { "nothing says how many texts of shallow-decoder are empty", With(candidate => candidate with { EmptyTexts = null }) },
        { "shallow-decoder cannot have -1 empty texts", With(candidate => candidate with { EmptyTexts = -1 }) },
        {
            "the mean length of shallow-decoder's texts is not a usable number",
            With(candidate => candidate with { GeneratedLength = double.PositiveInfinity })
        },
        { "the number of parameters of shallow-decoder is missing", With(candidate => candidate with { Parameters = null }) },
        { "the bytes of shallow-decoder are missing or not usable", With(candidate => candidate with { Bytes = double.NaN }) },
        {
            "the bytes of baseline are missing or not usable",
            Sample.Measured with { Baseline = Sample.Baseline with { Bytes = -1 } }
        },
        {
            "baseline was scored on 200 examples, but the result names 199",
            Sample.Measured with { Ids = [.. Sample.Ids.Skip(1)] }
        },
        {
            "baseline was scored on other examples than the result names",
            Sample.Measured with { Ids = [.. Sample.Ids.Skip(1), "other"] }
        },
        { "an example stands in the result twice", Sample.Measured with { Ids = [.. Sample.Ids.Skip(1), Sample.Ids[1]] } },
        { "rouge2 of shallow-decoder is missing", WithScore(_ => new(null)) },
        { "of a pruned model; see whether the unpruned one is trained", WithScore(_ => Sample.Rouge(25, 3)) },
        { "what was removed can give 3.75x at most", With(candidate => candidate with { Benchmark = Sample.Timed((1, 12, 3)) }) },
        {
            "(onnxruntime, batch size 1, total), variant, hold one that is no time: not between a nanosecond and 100 days",
            WithTimes("variant", times => [double.NaN, .. times.Skip(1)])
        },
        {
            "(onnxruntime, batch size 1, total), baseline, hold one that is no time: not between a nanosecond and 100 days",
            WithTimes("baseline", times => [0, .. times.Skip(1)])
        },
        { "are not in pairs: 20 of baseline, 19 of variant", WithTimes("variant", times => times.Skip(1)) },
        { "baseline, are 9, and at least 10 are needed; raise benchmark's iterations", WithTimes(null, times => times.Take(9)) },
        { "were taken in other loads of baseline than of variant: 10, 10 and 8, 12 rounds", WithLoads([10, 10], [8, 12]) },
        { "were taken in other loads of baseline than of variant: no and 10, 10 rounds", WithLoads([], [10, 10]) },
        { "hold a load of 9 rounds, but rounds come in pairs, there and back", WithLoads([9, 11]) },
        { "hold a load of 0 rounds, but rounds come in pairs, there and back", WithLoads([20, 0]) },
        { "hold a load of -2 rounds, but rounds come in pairs, there and back", WithLoads([22, -2]) },
        { "(onnxruntime, batch size 1, total) are 20 of each model, but their loads add up to 18", WithLoads([10, 8]) },
        { "are 20 of each model, but their loads add up to 22", WithLoads([22]) },
        { "are 20 of each model, but their loads add up to 4294967292", WithLoads([2147483646, 2147483646]) },
        {
            "times of shallow-decoder (onnxruntime, batch size 1) lack what a generation has: encoder, first-token, token; run "
                + "the benchmark again",
            With(
                candidate => candidate with
                {
                    Benchmark = Times with { Cells = [.. Times.Cells.Where(cell => cell.Phase == Phase.Total)] },
                })
        },
        {
            "must be one list of the unpruned model and one of the variant, but are of: variant",
            With(
                candidate =>
                    candidate with { Benchmark = Times with { Cells = [.. Times.Cells.Where(cell => cell.Model == "variant")] } })
        },
        {
            "must be one list of the unpruned model and one of the variant, but are of: baseline, variant, variant",
            With(candidate => candidate with { Benchmark = Times with { Cells = [.. Times.Cells, Times.Cells[^1]] } })
        },
        {
            "(onnxruntime, batch size 1, first-token), baseline, are in 's', not in ms",
            With(
                candidate => candidate with
                {
                    Benchmark = Times with { Cells = [.. Times.Cells.Select(cell => cell with { Unit = "s" })] },
                })
        },
        {
            "do not give their own mean: one of them was changed",
            With(
                candidate =>
                    candidate with
                    {
                        Benchmark = Times with
                        {
                            Cells = [
                                .. Times.Cells.Select(
                                    cell => cell with { Samples = [cell.Samples[0] * 2, .. cell.Samples.Skip(1)] })],
                        },
                    })
        },
        {
            "shallow-decoder was timed on another data set than it was scored on: 'x' and",
            With(candidate => candidate with { Benchmark = Times with { Data = "x" } })
        },
        { "there are two models called shallow-decoder", Sample.Measured with { Variants = [Sample.Shallow, Sample.Shallow] } },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Should_Make_A_Variant_Invalid_And_Say_Why(string error, GateResult measured)
    {
        // When
        var result = Sample.Judged(measured);

        // Then
        Assert.Equal((Verdict.Invalid, true), (result.Verdict, result.Blocks));
        Assert.Contains(result.Variants[0].Errors, told => told.Contains(error, StringComparison.Ordinal));
        Assert.All(result.Variants[0].Budgets, budget => Assert.Equal(Verdict.Invalid, budget.Verdict));
    }

    public static TheoryData<int[]> Usable => [[], [20], [10, 10], [2, 2, 2, 2, 2, 10]];

    [Theory]
    [MemberData(nameof(Usable))]
    public void Should_Find_No_Error_With_One_Load_Or_Several_Of_Pairs(int[] loads)
    {
        // When
        var variant = Sample.Judged(WithLoads(loads)).Variants[0];

        // Then
        Assert.Empty(variant.Errors);
        Assert.All(variant.Speed, cell => Assert.NotNull(cell.Speedup));
    }

    [Fact]
    public void Should_Believe_Any_Speedup_Of_A_Variant_Without_Layers()
    {
        // When
        var variant = Sample.Judged(With(candidate => candidate with
        {
            DecoderLayers = 0, Benchmark = Sample.Timed((1, 12, 3)),
        })).Variants[0];

        // Then
        Assert.Empty(variant.Errors);
    }

    [Fact]
    public void Should_Believe_The_Speedup_Of_A_Much_Smaller_Head()
    {
        // When
        var variant = Sample.Judged(With(candidate => candidate with
        {
            Vocabulary = new(4_000, 32_000), Benchmark = Sample.Timed((1, 12, 3)),
        })).Variants[0];

        // Then
        Assert.Empty(variant.Errors);
    }

    [Fact]
    public void Should_Leave_Other_Variants_Alone_Where_Only_One_Is_Faulty()
    {
        // When
        var result = Sample.Judged(
            Sample.Measured with { Variants = [Sample.Sweep.Variants[2] with { Parameters = null }, Sample.Shallow] });

        // Then
        Assert.Equal([Verdict.Invalid, Verdict.Pass], result.Variants.Select(variant => variant.Verdict!.Value));
        Assert.Empty(result.Variants[1].Errors);
    }

    [Fact]
    public void Should_Be_Covered_By_No_Waiver()
    {
        // Given
        var rules = Sample.Rules with
        {
            Waivers = [.. Sample.Budgets.Select(budget => new Waiver(budget.Metric, budget.Rule, "please", new(2030, 1, 1)))],
        };

        // When
        var result = Sample.Judged(With(candidate => candidate with { EmptyTexts = 200 }), rules);

        // Then
        Assert.Equal(Verdict.Invalid, result.Verdict);
    }

    [Fact]
    public void Should_Find_Nothing_Wrong_With_The_Sample()
    {
        // When
        var result = Sample.Judged(Sample.Sweep);

        // Then
        Assert.All(result.Variants, variant => Assert.Empty(variant.Errors));
    }

    private static GateResult With(Func<ModelResult, ModelResult> change) =>
        Sample.Measured with { Variants = [change(Sample.Shallow)] };

    private static GateResult WithScore(Func<ScoreResult, ScoreResult> change) => With(candidate => candidate with
    {
        Scores = candidate.Scores.ToDictionary(
            score => score.Key, score => score.Key == "rouge2" ? change(score.Value) : score.Value),
    });

    private static GateResult WithLoads(int[] both) => WithLoads(both, both);

    private static GateResult WithLoads(int[] unpruned, int[] pruned) => With(candidate => candidate with
    {
        Benchmark = Times with
        {
            Cells = [.. Times.Cells.Select(cell => cell with { Loads = cell.Model == Roles.Baseline ? unpruned : pruned })],
        },
    });

    private static GateResult WithTimes(string? model, Func<IReadOnlyList<double>, IEnumerable<double>> change) =>
        With(candidate => candidate with
    {
        Benchmark = Times with
        {
            Cells = [
                .. Times.Cells.Select(
                    cell => model is null
                        || cell.Model == model ? cell with { Samples = [.. change(cell.Samples)], Summary = null } : cell)],
        },
    });
}
