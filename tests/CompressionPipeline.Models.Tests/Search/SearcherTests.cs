using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Models.Search;

namespace CompressionPipeline.Models.Tests.Search;

public class SearcherTests
{
    private const string File = "search.json";

    private static readonly TestProblem Problem = TestProblem.Create("zdt1");

    public static TheoryData<string> Kinds => [.. Enum.GetNames<SearcherKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_Ask_First_For_Both_Bounds_And_The_Middle(string kind)
    {
        var searcher = Create(kind);
        Run(searcher, 3);
        Assert.Equal(Problem.InitialDesign, searcher.Evaluations.Select(evaluation => evaluation.Point));
    }

    [Fact]
    public void Should_Begin_Inside_A_Space_Of_Numbers_Below_Zero()
    {
        var space = new SubNetworks(lowest: -3);
        Assert.All(space.InitialDesign, point => Assert.True(space.Has(point)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_Ask_The_Same_For_The_Same_Seed_And_Something_Else_For_Another(string kind)
    {
        var (one, same, other) = (Create(kind), Create(kind), Create(kind, seed: 2));
        foreach (var searcher in new[] { one, same, other })
            Run(searcher, 25);
        Assert.Equal(Points(one), Points(same));
        Assert.NotEqual(Points(one), Points(other));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_Ask_For_No_Point_Twice_And_Only_For_Points_Of_The_Space(string kind)
    {
        // Given: 64 points, of which nearly all are asked for
        var problem = TestProblem.Create("zdt1", variables: 2, values: 8);
        var searcher = Create(kind, problem);

        // When
        Run(searcher, 60, problem);

        // Then
        Assert.Equal(60, Points(searcher).Distinct().Count());
        Assert.All(searcher.Evaluations, evaluation => Assert.True(problem.Has(evaluation.Point)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_End_When_Every_Point_Was_Asked_For(string kind)
    {
        // Given: 6 points, of which the middle is the lower bound
        var problem = new SubNetworks();
        var searcher = Create(kind, problem);

        // When
        while (searcher.Ask() is { } candidate)
            searcher.Tell(candidate.Number, [candidate.Point[0], -candidate.Point[1]]);

        // Then
        Assert.True(searcher.IsExhausted);
        Assert.Equal(6, searcher.Evaluations.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_Go_On_As_If_Never_Interrupted(string kind)
    {
        // Given
        var whole = Create(kind);
        Run(whole, 30);
        var begun = Create(kind);
        Run(begun, 13);

        // When: killed while a candidate was evaluated
        begun.Ask();
        var resumed = Create(kind);
        resumed.Resume(SavedState.Reopen(begun.State), File);
        Run(resumed, 30);

        // Then
        Assert.Equal(Points(whole), Points(resumed));
        Assert.Equal(SavedState.Text(whole.State), SavedState.Text(resumed.State));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_Come_Out_The_Same_Whichever_Evaluation_Ends_First(string kind)
    {
        // Given: three at a time, told in order
        var ordered = Create(kind, inFlight: 3);
        for (var open = new Queue<Candidate>(); ordered.Evaluations.Count < 24;)
        {
            while (ordered.Ask() is { } candidate)
                open.Enqueue(candidate);
            Tell(ordered, open.Dequeue());
        }

        // When: told in any order, and killed twice with some of them open
        var random = new Random(1);
        var searcher = Create(kind, inFlight: 3);
        var running = new List<Candidate>();
        for (var told = 0; told < 24; told++)
        {
            if (told is 7 or 16)
            {
                var resumed = Create(kind, inFlight: 3);
                resumed.Resume(SavedState.Reopen(searcher.State), File);
                (searcher, running) = (resumed, []);
            }
            while (searcher.Ask() is { } candidate)
                running.Add(candidate);
            var next = random.Next(running.Count);
            Tell(searcher, running[next]);
            running.RemoveAt(next);
        }

        // Then: what both have told is the same, and most is
        var both = ordered.Evaluations.Zip(searcher.Evaluations.OrderBy(evaluation => evaluation.Number))
            .TakeWhile(pair => pair.First.Number == pair.Second.Number).ToList();
        Assert.True(both.Count >= 20);
        Assert.All(both, pair => Assert.Equal(pair.First.Point, pair.Second.Point));
    }

    [Fact]
    public void Should_Wait_Where_The_Next_Point_Depends_On_What_Is_Being_Evaluated()
    {
        var searcher = Create("Local", inFlight: 2);
        Assert.NotNull(searcher.Ask());
        var second = searcher.Ask()!;
        Assert.Null(searcher.Ask());
        Tell(searcher, second);
        Assert.Null(searcher.Ask());
        searcher.Tell(0, Problem.Evaluate(Problem.UpperBounds));
        Assert.NotNull(searcher.Ask());
        Assert.False(searcher.IsExhausted);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_Count_Failures_Keep_Them_Off_The_Front_And_Go_On(string kind)
    {
        // Given: every third evaluation fails, one way or another
        var searcher = Create(kind);

        // When
        for (var i = 0; i < 30; i++)
        {
            var candidate = searcher.Ask()!;
            searcher.Tell(candidate.Number, i % 6 == 0 ? null : i % 6 == 3 ? [double.NaN, 0] : Problem.Evaluate(candidate.Point));
        }

        // Then
        Assert.Equal(10, searcher.FailedCount);
        Assert.Equal(30, searcher.Evaluations.Count);
        Assert.NotEmpty(searcher.Front);
        Assert.DoesNotContain(searcher.Front, evaluation => evaluation.IsFailed);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_Go_On_Where_Everything_Failed(string kind)
    {
        var searcher = Create(kind);
        for (var i = 0; i < 15; i++)
            searcher.Tell(searcher.Ask()!.Number, null);
        Assert.Empty(searcher.Front);
        Assert.Equal(15, Points(searcher).Distinct().Count());
    }

    [Fact]
    public void Should_Have_On_Its_Front_What_Nothing_Beats()
    {
        var searcher = Create("Random");
        double[][] objectives = [[1, 3], [2, 2], [2, 4], [3, 1], [double.PositiveInfinity, 0]];
        foreach (var values in objectives)
            searcher.Tell(searcher.Ask()!.Number, values);
        Assert.Equal([0, 1, 3], searcher.Front.Select(evaluation => evaluation.Number));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_Refuse_What_It_Did_Not_Ask_For(string kind)
    {
        var searcher = Create(kind);
        searcher.Ask();
        Assert.Throws<ArgumentException>(() => searcher.Tell(1, [0, 0]));
        Assert.Throws<ArgumentException>(() => searcher.Tell(0, [0, 0, 0]));
        searcher.Tell(0, [0, 0]);
        Assert.Throws<ArgumentException>(() => searcher.Tell(0, [0, 0]));
    }

    [Fact]
    public void Should_Name_File_And_Key_Of_What_Was_Changed_Before_It_Goes_On()
    {
        // Given
        var begun = Create("Local");
        Run(begun, 5);
        var state = begun.State;
        (string Key, ISearcher Searcher)[] changed =
        [
            ("searcher", Create("Random")), ("seed", Create("Local", seed: 2)), ("in-flight", Create("Local", inFlight: 2)),
            ("space", Create("Local", TestProblem.Create("zdt1", values: 30))),
            ("objectives", new Searcher(SearcherKind.Local, Problem, new(["f0", "latency"], 1))),
        ];

        // Then
        Assert.All(changed, change =>
        {
            var error = Assert.Throws<InvalidFileException>(() => change.Searcher.Resume(state, File));
            Assert.Equal(File, error.File);
            Assert.Contains($"'{change.Key}'", error.Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("Local")]
    [InlineData("MoAsha")]
    public void Should_Refuse_Evaluations_That_No_Search_Comes_To(string kind)
    {
        // Given
        var begun = Create(kind);
        Run(begun, 5);
        var (state, first) = (begun.State, begun.State.Evaluations[0]);
        Evaluation[] impossible =
        [
            first, new(5, first.Point, [0, 0]), new(5, [99], [0, 0]), new(5, [1, 2, 3, 4, 5, 6], [0]),
            new(900, [1, 2, 3, 4, 5, 6], [0, 0]), new(-1, [1, 2, 3, 4, 5, 6], [0, 0]),
        ];

        // Then
        Assert.All(impossible, more => Assert.Throws<InvalidFileException>(() =>
            Create(kind).Resume(state with { Evaluations = [.. state.Evaluations, more] }, File)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_Ask_For_No_More_Points_Than_Are_Wanted(string kind)
    {
        var searcher = Create(kind, inFlight: 2, points: 3);
        Tell(searcher, searcher.Ask()!);
        Tell(searcher, searcher.Ask()!);
        Tell(searcher, searcher.Ask()!);
        Assert.Null(searcher.Ask());
        Assert.Equal(3, searcher.EndedCount);
        Assert.False(searcher.IsExhausted);
    }

    // MO-ASHA as far as it does what the others do: with one resource for each point.
    private static ISearcher Create(
        string kind, SearchSpace? space = null, long seed = 1, int inFlight = 1, int points = int.MaxValue)
    {
        var settings = new SearchSettings(["f0", "f1"], seed, inFlight) { Points = points };
        return Enum.Parse<SearcherKind>(kind) is var known && known == SearcherKind.MoAsha
            ? new AshaSearcher(space ?? Problem, settings, new(MostResource: 1))
            : new Searcher(known, space ?? Problem, settings);
    }

    private static void Run(ISearcher searcher, int evaluations, TestProblem? problem = null)
    {
        while (searcher.Evaluations.Count < evaluations)
            Tell(searcher, searcher.Ask()!, problem);
    }

    private static void Tell(ISearcher searcher, Candidate candidate, TestProblem? problem = null) =>
        searcher.Tell(candidate.Number, (problem ?? Problem).Evaluate(candidate.Point));

    private static IEnumerable<string> Points(ISearcher searcher) =>
        searcher.Evaluations.Select(evaluation => string.Join(' ', evaluation.Point));

    private sealed class SubNetworks(int lowest = 1) : SearchSpace("few",
        [new("a", lowest, lowest + 2), new("b", 0, 1, IsCategorical: true), new("c", 4, 4)]);
}
