using CompressionPipeline.Core;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Stages;
using CompressionPipeline.Stages.Search;
using CompressionPipeline.Verdicts.Results;

namespace Benchmarks.Searching;

/// <summary>
/// What Klein et al. (arXiv 2405.02267) compare: training strategies and search spaces, each under random search, and searchers
/// over one super-network; and baselines that search nothing. Every search is the pipeline's own stage, over a fine-tuned model
/// of a store; one that is done is not done again.
/// </summary>
internal static class SearchStudy
{
    public static object Measure(Arguments arguments)
    {
        var (model, data) = (Artifact("fine-tune", arguments.Text("model", "")), Artifact("data", arguments.Text("data", "")));
        var work = Directory.CreateDirectory(arguments.Text("work", Path.Combine("artifacts", "search-study"))).FullName;
        var options = new SearchOptions
        {
            MaxSteps = arguments.Number("steps", 100),
            BatchSize = arguments.Number("batch", 32),
            LearningRate = arguments.Real("learning-rate", 1e-3),
            Temperature = arguments.Real("temperature", 2),
            Evaluations = arguments.Number("evaluations", 100),
            Objectives = arguments.Text("objectives", "loss,parameters").Split(','),
            ValidationLimit = arguments.Number("validation-limit", 128),
            ValidateEvery = 0,
            Threads = arguments.Number("threads", 0),
        };
        var calibration = arguments.Number("calibration", 256);
        var comparisons = Comparisons(arguments);
        var seeds = Enumerable.Range(1, arguments.Number("seeds", 3)).ToList();
        var cells = comparisons.SelectMany(one => one.Lines).Select(line => line.Cell).Distinct().ToList();
        var planned = seeds
            .SelectMany(seed => cells.Where(cell => cell.IsRandom || seed == seeds[0]), (seed, cell) => (cell, seed)).ToList();
        var bar = new Study.Bar(planned.Count);
        var runs = new List<SearchRun>();
        foreach (var (cell, seed) in planned)
        {
            var folder = Path.Combine(work, Name(cell, seed));
            var result = Path.Combine(folder, SearchResult.FileName);
            if (!File.Exists(result))
                Make(cell, seed, folder);
            runs.Add(new(cell, StageFiles.Read<SearchResult>(result)));
            bar.Step($"{cell} {seed}");
        }
        var page = new SearchPage(
            arguments.Text("title", "Searches"), arguments.Given("model", "data", "work", "super-network"), comparisons, runs);
        if (arguments.Text("page", "") is { Length: > 0 } path)
            page.Write(path);
        return new { runs = runs.Count, networks = runs.Sum(run => run.Result.Networks.Count), regret = page.Regrets };

        void Make(StudyCell cell, int seed, string folder)
        {
            var context = new StageContext
            {
                Options = cell is SearchCell search
                    ? OptionsJson.Write(options with
                    {
                        Strategy = search.Strategy, Space = search.Space, Searcher = search.Searcher,
                    })
                    : [],
                Inputs = new Dictionary<string, Artifact> { [Roles.Data] = data, [Roles.Model] = model },
                Seed = seed,
                OutputFolder = Directory.CreateDirectory(folder).FullName,
                ScratchFolder = Directory.CreateDirectory(folder + ".scratch").FullName,
                Progress = SilentProgress.Instance,
            };
            if (cell is BaselineCell baseline)
            {
                var made = new Baselines(context, options, calibration).Run(baseline);
                StageFiles.Write(context.Output(SearchResult.FileName), made);
            }
            else
            {
                Search(context, arguments.Text("super-network", Path.Combine(work, Name(cell.First, seed))));
            }
            Directory.Delete(context.ScratchFolder, recursive: true);
        }
    }

    private static List<Comparison> Comparisons(Arguments arguments)
    {
        var strategies = Kinds("strategies", Enum.GetValues<SuperNetworkStrategy>().Except([SuperNetworkStrategy.FineTune]));
        var spaces = Kinds("spaces", Enum.GetValues<SpaceKind>());
        var searchers = Kinds("searchers", Enum.GetValues<SearcherKind>().Except([SearcherKind.MoAsha]));
        var baselines = Kinds<BaselineKind>("baselines", []);
        List<Comparison> comparisons =
        [
            new("Training strategies", "random search over the space small",
                [.. strategies.Select(one => Line(one, new(one, SpaceKind.Small, SearcherKind.Random)))]),
            new("Search spaces", "random search, strategy one-shot",
                [.. spaces.Select(one => Line(one, new(SuperNetworkStrategy.OneShot, one, SearcherKind.Random)))]),
            new("Searchers", "the space small, strategy one-shot",
                [.. searchers.Select(one => Line(one, new(SuperNetworkStrategy.OneShot, SpaceKind.Small, one)))]),
        ];
        if (baselines.Count > 0)
        {
            var (name, searched) = comparisons[^1].Lines[^1];
            comparisons.Add(new("Baselines", "beside the search of the last line above",
            [
                ($"search, {name}", searched),
                .. baselines.SelectMany(BaselineCell.Of).Select(cell => ($"{cell}", (StudyCell)cell)),
            ]) { IsOfFronts = true });
        }
        return comparisons;

        static (string, StudyCell) Line<T>(T one, SearchCell cell)
            where T : struct, Enum => (OptionsJson.NameOf(one), cell);

        List<T> Kinds<T>(string name, IEnumerable<T> all)
            where T : struct, Enum => arguments.Text(name, "") is { Length: > 0 } text
                ? [.. text.Split(',').Select(one => Enum.GetValues<T>().Single(kind => OptionsJson.NameOf(kind) == one))]
                : [.. all];
    }

    private static void Search(StageContext context, string superNetwork)
    {
        var weights = new KeptWeights(context);
        if (Directory.Exists(superNetwork) && superNetwork != context.OutputFolder
            && weights.Find(SearchStage.SuperNetwork) is null)
        {
            using var trained = ModelFiles.Load(superNetwork);
            weights.Keep(SearchStage.SuperNetwork, trained);
        }
        new SearchStage().Run(context);
    }

    private static string Name(StudyCell cell, int seed) => $"{cell}-{seed}";

    // A folder of the store is called by its digest.
    public static Artifact Artifact(string stage, string folder) =>
        Digest.Parse(Path.GetFileName(folder.TrimEnd('/'))) is { } digest
        ? new(new(stage, digest), Path.GetFullPath(folder))
        : throw new ArgumentException($"'{folder}' is no folder of a store: --model STORE/fine-tune/KEY --data STORE/data/KEY.");
}
