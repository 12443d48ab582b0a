using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Reports;

/// <summary>
/// Judged results to draw: every verdict, waivers, errors, noise. The judging is written down here, so that only rendering is
/// tested.
/// </summary>
internal static class SampleReport
{
    private static readonly Budget Drop = new("rouge2", BudgetRule.MaxDrop, 2) { Location = new("models.yaml", 31, 17) };
    private static readonly Budget Speed = new(
        "latency", BudgetRule.MinSpeedup, 1.5) { BatchSize = 1, Location = new("models.yaml", 32, 18) };
    private static readonly Budget Size = new("parameters", BudgetRule.Max, 2_700_000) { Location = new("models.yaml", 33, 21) };

    private static readonly Waiver Active = new(
        "latency", BudgetRule.MinSpeedup, "the new runner is ordered",
        new DateOnly(2026, 12, 31)) { By = "ann", Variant = "e6-d4", BatchSize = 1 };
    private static readonly Waiver Ended = new(
        "rouge2", BudgetRule.MaxDrop, "until the data set is cleaned", new DateOnly(2026, 3, 1)) { Expired = true };

    private static readonly string[] Names = [
        .. from encoder in new[] { 6, 5, 4 } from decoder in Enumerable.Range(1, 4).Reverse() select $"e{encoder}-d{decoder}"];

    /// <summary>A baseline and twelve variants of every verdict, one of them picked.</summary>
    public static GateResult Sweep { get; } = Of([.. Names.Select((name, i) => Variant(i, name))]) with
    {
        Pick = new(
            new("latency") { Within = new Dictionary<string, double> { ["rouge2"] = 1 } }, "e5-d3",
            "The fastest at batch size 1 of 2 variants that keep every budget and lose at most 1 point of ROUGE-2."),
        Verdict = Verdict.Pass,
        Blocks = false,
        Reason = "The picked variant keeps every budget.",
    };

    /// <summary>One variant that keeps every budget.</summary>
    public static GateResult Pass { get; } = Of([Variant(5, "shallow-decoder")]) with
    {
        Verdict = Verdict.Pass,
        Blocks = false,
        Reason = "Every budget of shallow-decoder holds.",
        Rules = new() { Budgets = [Drop, Speed, Size] },
    };

    /// <summary>One variant of whose budgets one is broken and one is open.</summary>
    public static GateResult Fail { get; } = Of([Variant(3, "shallow-decoder") with
    {
        Verdict = Verdict.Fail,
        Budgets =
        [
            new(Drop, Verdict.Fail, 3.2, -1.2, "lost 3.20 points [2.51, 3.90] (25.00 → 21.80), 1.20 points over the limit")
            {
                Waiver = Ended,
            },
            new(Speed, Verdict.Inconclusive, 1.55, 0.05, "1.55x [1.42, 1.68] (12.00 ms → 7.74 ms), on both sides of the limit")
            {
                MoreSamples = 340,
            },
            new(Size, Verdict.Pass, 1_900_000, 300_000, "1,900,000 parameters, 300,000 parameters to spare"),
        ],
    }]) with { Verdict = Verdict.Fail, Reason = "1 of 3 budgets of shallow-decoder is broken." };

    /// <summary>Nothing is known: no score, no time, no budget.</summary>
    public static GateResult Empty { get; } = new(
        "empty", Verdict.Invalid, new("baseline"),
        [new("nothing") { Verdict = Verdict.Invalid, Errors = ["nothing was scored on any example"] }]);

    /// <summary>A sweep of so many variants.</summary>
    public static GateResult Many(int count) =>
        Of([.. Enumerable.Range(0, count).Select(i => Variant(i, $"e{i / 10}-d{i % 10}-heads-{i}"))]) with
        {
            Reason = "3 of the variants are broken.",
        };

    /// <summary>Names and texts that would break a page, a table or a terminal if anyone let them.</summary>
    public static GateResult Hostile { get; } = Of([.. HostileTexts.All.Select((text, i) => Variant(i, text) with
    {
        Errors = i == 1 ? [text] : [],
        Examples = [new(text, text, text, text, text + " " + text, 10, 5), new("blank", "", "", "", " ", 0, 0)],
        Budgets = [new(Drop, Verdict.Fail, 3, -1, text) { Waiver = Ended with { Reason = text, By = text } }],
        Verdict = Verdict.Fail,
    })]) with
    {
        Model = HostileTexts.All[0],
        Verdict = Verdict.Fail,
        Reason = HostileTexts.All[1],
        Pick = new(new("latency"), HostileTexts.All[2], HostileTexts.All[3]),
        Commands = HostileTexts.All,
        Rules = new()
        {
            Budgets = [Drop],
            Waivers = [.. HostileTexts.All.Select(text => Ended with { Reason = text, By = text, Variant = text })],
            Language = "en\n- evil: [", License = "\"x\": {" , BaseModel = HostileTexts.All[0],
        },
        DataSet = new() { Name = HostileTexts.All[0], Digest = new string('d', 64) },
        Stages = [.. HostileTexts.All.Select(text => new StageTime(text, 1))],
    };

    private static GateResult Of(IReadOnlyList<ModelResult> variants) =>
        new("dotnet-docs", Verdict.Fail, SampleModels.Baseline, SampleModels.Placed(variants))
    {
        Ids = SampleModels.Ids,
        DataSet = new()
        {
            Name = "dotnet-docs", Digest = new string('d', 64), Prefix = "summarize: ", MaxSourceLength = 48,
            MaxTargetLength = 32, Train = 20_000, Validation = 1000, Test = 2000,
        },
        Rules = new() { Budgets = [Drop, Speed, Size], Waivers = [Active, Ended], Resamples = 1000 },
        Stages = [
            new("data", 4.5), new("baseline/fine-tune", 241.5),
            .. variants.Take(12).Select(variant => new StageTime(variant.Name + "/re-fine-tune", 61.25))],
        Commands = ["./build.sh --model dotnet-docs", "./build.sh --model dotnet-docs --set evaluate.limit=4000"],
    };

    private static ModelResult Variant(int index, string name)
    {
        var model = SampleModels.Variant(index, name);
        if (index % 12 == 9)
            return model with
            {
                Verdict = Verdict.Invalid,
                Errors = [
                    "37 of 2,000 texts are empty, and 20 may be (max-empty-percent)",
                    "the bytes of its graphs did not fall (20,000,000 → 20,100,000)"],
                Budgets = [
                    .. new[] { Drop, Speed, Size }.Select(
                        budget => new BudgetResult(
                            budget, Verdict.Invalid, null, null, "not judged: the measurement has errors"))],
            };
        IReadOnlyList<BudgetResult> budgets = [Quality(model), Faster(model), Smaller(model)];
        return model with { Verdict = budgets.Max(budget => budget.Counted), Budgets = budgets };
    }

    private static BudgetResult Quality(ModelResult model)
    {
        var change = model.Scores["rouge2"].Change!.Value;
        var verdict = change.Low >= -Drop.Limit ? Verdict.Pass : change.High < -Drop.Limit ? Verdict.Fail : Verdict.Inconclusive;
        return new(
            Drop, verdict, -change.Value, Drop.Limit + change.Value,
            $"lost {-change.Value:0.00} points [{-change.High:0.00}, {-change.Low:0.00}]")
        {
            Interval = new Interval(-change.Value, -change.High, -change.Middle, -change.Low),
            MoreSamples = verdict == Verdict.Inconclusive ? 2400 : null,
            Waiver = verdict == Verdict.Pass ? null : Ended,
        };
    }

    private static BudgetResult Faster(ModelResult model)
    {
        var speedup = model.Speed[0].Speedup!.Value;
        var verdict =
            speedup.Low >= Speed.Limit ? Verdict.Pass : speedup.High < Speed.Limit ? Verdict.Fail : Verdict.Inconclusive;
        return new(
            Speed, verdict, speedup.Value, speedup.Value - Speed.Limit,
            $"{speedup.Value:0.00}x [{speedup.Low:0.00}, {speedup.High:0.00}]")
        {
            Interval = speedup,
            MoreSamples = verdict == Verdict.Inconclusive ? 180 : null,
            Waiver = verdict != Verdict.Pass && model.Name == Active.Variant ? Active : null,
        };
    }

    private static BudgetResult Smaller(ModelResult model) => new(
        Size, model.Parameters <= Size.Limit ? Verdict.Pass : Verdict.Fail, model.Parameters, Size.Limit - model.Parameters,
        $"{model.Parameters:#,0} parameters");
}
