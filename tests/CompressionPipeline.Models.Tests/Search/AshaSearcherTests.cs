using CompressionPipeline.Core;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Pareto;

namespace CompressionPipeline.Models.Tests.Search;

public class AshaSearcherTests
{
    private const string File = "search.json";

    private static readonly TestProblem Problem = TestProblem.Create("zdt1");
    private static readonly SearchSettings Settings = new(["f0", "f1"], 1);
    private static readonly SearchSettings Several = new(["f0", "f1"], 1, InFlight: 7);
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
        var searcher = new AshaSearcher(Problem, Several, Rungs);
        double[] values = [1, 2, 3, 4, 5, 6, 0];

        // When: those that go on wait while new ones are begun
        var goOn = new List<int>();
        Candidate[] begun = [.. values.Select(_ => searcher.Ask()!)];
        foreach (var (candidate, value) in begun.Zip(values))
            searcher.Tell(candidate.Number, [value, value]);
        for (var candidate = searcher.Ask()!; candidate.Resource == 2; candidate = searcher.Ask()!)
            goOn.Add(candidate.Number);

        // Then: the third is second of three, and 1/3 is a third
        Assert.Equal([0, 6], goOn);
        Assert.Equal(5, searcher.EndedCount);
    }

    [Fact]
    public void Should_Ask_For_One_Resource_More_Until_It_Has_The_Most()
    {
        var searcher = new AshaSearcher(Problem, Settings, new(5));
        for (var resource = 1; resource <= 5; resource++)
        {
            var candidate = searcher.Ask()!;
            Assert.Equal((0, resource), (candidate.Number, candidate.Resource));
            Assert.False(searcher.HasEnded(0));
            Assert.Equal(resource, searcher.Tell(0, [1, 1]).Resource);
        }
        Assert.True(searcher.HasEnded(0));
        Assert.Equal((1, 1), (searcher.EndedCount, searcher.Ask()!.Number));
        Assert.Throws<ArgumentException>(() => searcher.Tell(0, [1, 1]));
    }

    [Fact]
    public void Should_Stop_A_Point_That_Failed_And_Keep_It_Off_The_Front()
    {
        var searcher = new AshaSearcher(Problem, Settings, Rungs);
        searcher.Tell(searcher.Ask()!.Number, [double.NaN, 1]);
        searcher.Tell(searcher.Ask()!.Number, [2, 2]);
        Assert.Equal((1, 2), (searcher.Ask()!.Number, searcher.Evaluations.Count));
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
            for (var i = 0; i < 450; i++)
            {
                var candidate = searcher.Ask()!;
                searcher.Tell(candidate.Number, Reached(candidate.Point, candidate.Resource));
            }
            var random = new Searcher(SearcherKind.Random, Problem, settings);
            for (var i = 0; i < 50; i++)
                random.Tell(i, Reached(random.Ask()!.Point, 9));
            return (Asha: Volume(searcher.Front), Random: Volume(random.Front));
        }).ToList();

        // Then
        Assert.True(pairs.Average(pair => pair.Asha) > pairs.Average(pair => pair.Random) + 0.1,
            $"{pairs.Average(pair => pair.Asha):0.000} and {pairs.Average(pair => pair.Random):0.000}");
        Assert.True(pairs.Average(pair => pair.Asha) > 4.3, $"{pairs.Average(pair => pair.Asha):0.000}");

        static double Volume(IEnumerable<Evaluation> front) =>
            Hypervolume.Of([.. front.Select(evaluation => evaluation.Objectives!)], Problem.Reference);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Should_Go_On_As_If_Never_Interrupted(int inFlight)
    {
        // Given
        AshaSearcher New() => new(Problem, new(["f0", "f1"], 1, inFlight), Rungs);
        var whole = New();
        Run(whole, 42, inFlight);
        var begun = New();
        Run(begun, 18, inFlight);

        // When: killed while some were evaluated
        begun.Ask();
        var resumed = New();
        resumed.Resume(SavedState.Reopen(begun.State), File);
        Run(resumed, 42, inFlight);

        // Then
        Assert.Contains(whole.Evaluations, evaluation => evaluation.Resource == 9);
        Assert.Equal(SavedState.Text(whole.State), SavedState.Text(resumed.State));
    }

    [Fact]
    public void Should_Ask_Again_For_What_Was_Interrupted()
    {
        // Given: the first has had two, the second nothing that is known, the third has failed
        var begun = new AshaSearcher(Problem, Several, Rungs);
        for (var i = 0; i < 3; i++)
            begun.Ask();
        begun.Tell(0, [1, 1]);
        begun.Tell(2, null);
        begun.Ask();
        begun.Tell(0, [1, 1]);

        // When
        var resumed = new AshaSearcher(Problem, Several, Rungs);
        resumed.Resume(begun.State, File);

        // Then
        Candidate[] asked = [resumed.Ask()!, resumed.Ask()!, resumed.Ask()!];
        Assert.Equal([(1, 1), (0, 3), (3, 1)], asked.Select(candidate => (candidate.Number, candidate.Resource)));
        Assert.Equal(Problem.LowerBounds, asked[0].Point);
    }

    [Fact]
    public void Should_Refuse_The_State_Of_Other_Rungs_And_Resources_That_Cannot_Be()
    {
        // Given
        var begun = new AshaSearcher(Problem, Settings, Rungs);
        Run(begun, 5, inFlight: 1);
        var (state, last) = (begun.State, begun.Evaluations.Last());

        // Then
        Assert.Contains("'rungs'", Refused(new(Problem, Settings, new(27)), state).Message, StringComparison.Ordinal);
        Assert.Contains("'searcher'", Refused(new(Problem, Settings, Rungs),
            new Searcher(SearcherKind.Random, Problem, Settings).State).Message, StringComparison.Ordinal);
        Assert.All([last.Resource, last.Resource + 2, 99], resource =>
            Refused(new(Problem, Settings, Rungs), state with
            {
                Evaluations = [.. state.Evaluations, last with { Resource = resource }],
            }));

        static InvalidFileException Refused(AshaSearcher searcher, SearchState state) =>
            Assert.Throws<InvalidFileException>(() => searcher.Resume(state, File));
    }

    // As many at a time as may be, told in their order, until so many were told.
    private static void Run(AshaSearcher searcher, int evaluations, int inFlight)
    {
        while (searcher.Evaluations.Count < evaluations)
        {
            Candidate[] asked = [.. Enumerable.Range(0, inFlight).Select(_ => searcher.Ask()!)];
            foreach (var candidate in asked)
            {
                searcher.Tell(
                    candidate.Number, [.. Problem.Evaluate(candidate.Point).Select(value => value / candidate.Resource)]);
            }
        }
    }
}
