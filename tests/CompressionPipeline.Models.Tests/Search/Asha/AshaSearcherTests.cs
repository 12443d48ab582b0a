using CompressionPipeline.Core;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Asha;
using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Pareto;

namespace CompressionPipeline.Models.Tests.Search.Asha;

public class AshaSearcherTests
{
    private const string File = "search.json";

    private static readonly TestProblem Problem = TestProblem.Create("zdt1");
    private static readonly SearchSettings Settings = new(["f0", "f1"], 1);
    private static readonly AshaRungs Rungs = new(9);

    [Fact]
    public void Should_Compare_At_Powers_Of_Eta_Below_The_Most()
    {
        Assert.Equal([1, 3], new AshaRungs(5).Levels);
        Assert.Equal([1, 3], new AshaRungs(9).Levels);
        Assert.Equal([2, 4, 8], new AshaRungs(10, Grace: 2, Eta: 2).Levels);
        Assert.Empty(new AshaRungs(1).Levels);
    }

    [Fact]
    public void Should_Go_On_With_A_Third_Of_Those_That_Come_To_A_Rung()
    {
        // Given: each worse than the one before, so that only the first is among the best third of those so far; the seventh is
        // best
        var searcher = new AshaSearcher(Problem, Settings, Rungs);
        double[] values = [1, 2, 3, 4, 5, 6, 0];

        // When
        var decisions = values.Select(value => searcher.Tell(searcher.Ask()!.Number, 1, [value, value])).ToList();

        // Then: the third is second of three, and 1/3 is a third
        Assert.Equal(
            [TrialDecision.Continue, TrialDecision.Stop, TrialDecision.Stop, TrialDecision.Stop, TrialDecision.Stop,
                TrialDecision.Stop, TrialDecision.Continue],
            decisions);
    }

    [Fact]
    public void Should_Ask_For_Nothing_Between_Rungs_And_End_With_The_Most_Resources()
    {
        var searcher = new AshaSearcher(Problem, Settings, new(5));
        searcher.Ask();
        var decisions = Enumerable.Range(1, 5).Select(resource => searcher.Tell(0, resource, [1, 1])).ToList();
        Assert.Equal([.. Enumerable.Repeat(TrialDecision.Continue, 4), TrialDecision.Complete], decisions);
        Assert.Throws<ArgumentException>(() => searcher.Tell(0, 5, [1, 1]));
    }

    [Fact]
    public void Should_Stop_A_Trial_That_Failed_And_Keep_It_Off_The_Front()
    {
        var searcher = new AshaSearcher(Problem, Settings, Rungs);
        Assert.Equal(TrialDecision.Stop, searcher.Tell(searcher.Ask()!.Number, 1, [double.NaN, 1]));
        Assert.Equal(TrialDecision.Continue, searcher.Tell(searcher.Ask()!.Number, 1, [2, 2]));
        Assert.Equal(1, searcher.FailedCount);
        Assert.Equal(1, Assert.Single(searcher.Front).Number);
    }

    [Fact]
    public void Should_Reach_More_Than_Random_Search_With_The_Same_Resources()
    {
        // Given: values get better with resources
        double[] Reached(IReadOnlyList<int> point, int resource) =>
            [.. Problem.Evaluate(point).Zip([0, 1.0 / resource], (value, lack) => value + lack)];

        // When: 450 in all, 50 trials of random search
        var pairs = Enumerable.Range(1, 10).Select(seed =>
        {
            var settings = new SearchSettings(["f0", "f1"], seed);
            var searcher = new AshaSearcher(Problem, settings, Rungs);
            for (var left = 450; left > 0;)
            {
                var (trial, resource) = (searcher.Ask()!, 0);
                do
                    (left, resource) = (left - 1, resource + 1);
                while (searcher.Tell(trial.Number, resource, Reached(trial.Point, resource)) == TrialDecision.Continue
                    && left > 0);
            }
            var random = new Searcher(SearcherKind.Random, Problem, settings);
            for (var i = 0; i < 50; i++)
                random.Tell(i, Reached(random.Ask()!.Point, 9));
            return (Asha: Volume(searcher.Front.Select(report => report.Evaluation)), Random: Volume(random.Front));
        }).ToList();

        // Then
        Assert.True(pairs.Average(pair => pair.Asha) > pairs.Average(pair => pair.Random) + 0.1,
            $"{pairs.Average(pair => pair.Asha):0.000} and {pairs.Average(pair => pair.Random):0.000}");
        Assert.True(pairs.Average(pair => pair.Asha) > 4.3, $"{pairs.Average(pair => pair.Asha):0.000}");

        static double Volume(IEnumerable<Evaluation> front) =>
            Hypervolume.Of([.. front.Select(evaluation => evaluation.Objectives!)], Problem.Reference);
    }

    [Fact]
    public void Should_Go_On_As_If_Never_Interrupted()
    {
        // Given
        var whole = new AshaSearcher(Problem, Settings, Rungs);
        Run(whole, 40);
        var begun = new AshaSearcher(Problem, Settings, Rungs);
        Run(begun, 17);

        // When
        var resumed = new AshaSearcher(Problem, Settings, Rungs);
        resumed.Resume(SavedState.Reopen(begun.State), File);
        Run(resumed, 40);

        // Then
        Assert.Equal(SavedState.Text(whole.State), SavedState.Text(resumed.State));
    }

    [Fact]
    public void Should_Ask_Again_For_Trials_That_Were_Interrupted_With_What_They_Had()
    {
        // Given: the first has had two, the second nothing that is known, the third has failed
        var begun = new AshaSearcher(Problem, Settings, Rungs);
        for (var i = 0; i < 3; i++)
            begun.Ask();
        begun.Tell(0, 1, [1, 1]);
        begun.Tell(2, 1, null);
        begun.Tell(0, 2, [1, 1]);

        // When
        var resumed = new AshaSearcher(Problem, Settings, Rungs);
        resumed.Resume(begun.State, File);

        // Then
        Trial[] asked = [resumed.Ask()!, resumed.Ask()!, resumed.Ask()!];
        Assert.Equal([(0, 2), (1, 0), (3, 0)], asked.Select(trial => (trial.Number, trial.Resource)));
        Assert.Equal(Problem.LowerBounds, asked[1].Point);
    }

    [Fact]
    public void Should_Refuse_The_State_Of_Another_Search_And_Reports_That_Cannot_Be()
    {
        // Given
        var begun = new AshaSearcher(Problem, Settings, Rungs);
        Run(begun, 5);
        var state = begun.State;

        // Then
        Assert.Contains("'rungs'", Refused(new(Problem, Settings, new(27)), state).Message, StringComparison.Ordinal);
        Assert.Contains("'space'", Refused(new(TestProblem.Create("zdt1", values: 9), Settings, Rungs), state).Message,
            StringComparison.Ordinal);
        var first = state.Reports[0];
        TrialReport[] impossible =
        [
            first, first with { Resource = 99 }, new(1, new(int.MaxValue, first.Evaluation.Point, [0, 0])),
            new(1, new(-1, first.Evaluation.Point, [0, 0])), new(1, new(6, first.Evaluation.Point, [0, 0])),
        ];
        Assert.All(impossible, report =>
            Refused(new(Problem, Settings, Rungs), state with { Reports = [.. state.Reports, report] }));

        static InvalidFileException Refused(AshaSearcher searcher, AshaState state) =>
            Assert.Throws<InvalidFileException>(() => searcher.Resume(state, File));
    }

    // One trial after the other, and one epoch after the other, until so many reports were told.
    private static void Run(AshaSearcher searcher, int reports)
    {
        while (searcher.State.Reports.Count < reports)
        {
            var trial = searcher.Ask()!;
            for (var resource = trial.Resource + 1; searcher.State.Reports.Count < reports; resource++)
            {
                if (searcher.Tell(trial.Number, resource,
                    [.. Problem.Evaluate(trial.Point).Select(value => value / resource)]) != TrialDecision.Continue)
                    break;
            }
        }
    }
}
