using CompressionPipeline.Core;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Stages;
using CompressionPipeline.Stages.Search;
using CompressionPipeline.Verdicts.Results;

namespace Benchmarks.Searching;

/// <summary>
/// What Klein et al. (arXiv 2405.02267) compare: training strategies and search spaces, each under random search, and searchers
/// over one super-network. Every search is the pipeline's own stage, over a fine-tuned model of a store; one that is done is not
/// done again.
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
        };
        var comparisons = Comparisons(arguments).ToList();
        var seeds = Enumerable.Range(1, arguments.Number("seeds", 3)).ToList();
        var cells = comparisons.SelectMany(one => one.Cells).Distinct().ToList();
        var bar = new Study.Bar(cells.Count * seeds.Count);
        var runs = new List<SearchRun>();
        foreach (var seed in seeds)
        {
            foreach (var cell in cells)
            {
                var superNetwork = arguments.Text("super-network", Path.Combine(work, Name(cell.First, seed)));
                runs.Add(new(cell, Search(work, cell, seed, options, model, data, superNetwork)));
                bar.Step($"{cell} {seed}");
            }
        }
        var page = new SearchPage(
            arguments.Text("title", "Searches"), arguments.Given("model", "data", "work", "super-network"), comparisons, runs);
        if (arguments.Text("page", "") is { Length: > 0 } path)
            page.Write(path);
        return new { runs = runs.Count, networks = runs.Sum(run => run.Result.Networks.Count), regret = page.Regrets };
    }

    private static IEnumerable<Comparison> Comparisons(Arguments arguments)
    {
        var strategies = Kinds("strategies", Enum.GetValues<SuperNetworkStrategy>().Except([SuperNetworkStrategy.FineTune]));
        var spaces = Kinds("spaces", Enum.GetValues<SpaceKind>());
        var searchers = Kinds("searchers", Enum.GetValues<SearcherKind>().Except([SearcherKind.MoAsha]));
        return
        [
            new("Training strategies", "random search over the space small",
                [.. strategies.Select(one => new SearchCell(one, SpaceKind.Small, SearcherKind.Random))], cell => cell.Strategy),
            new("Search spaces", "random search, strategy one-shot",
                [.. spaces.Select(one => new SearchCell(SuperNetworkStrategy.OneShot, one, SearcherKind.Random))],
                cell => cell.Space),
            new("Searchers", "the space small, strategy one-shot",
                [.. searchers.Select(one => new SearchCell(SuperNetworkStrategy.OneShot, SpaceKind.Small, one))],
                cell => cell.Searcher),
        ];

        List<T> Kinds<T>(string name, IEnumerable<T> all)
            where T : struct, Enum => arguments.Text(name, "") is { Length: > 0 } text
                ? [.. text.Split(',').Select(one => all.Single(kind => OptionsJson.NameOf(kind) == one))]
                : [.. all];
    }

    private static SearchResult Search(
        string work, SearchCell cell, int seed, SearchOptions options, Artifact model, Artifact data, string superNetwork)
    {
        var folder = Path.Combine(work, Name(cell, seed));
        var result = Path.Combine(folder, SearchResult.FileName);
        if (File.Exists(result))
            return StageFiles.Read<SearchResult>(result);
        var context = new StageContext
        {
            Options = OptionsJson.Write(options with { Strategy = cell.Strategy, Space = cell.Space, Searcher = cell.Searcher }),
            Inputs = new Dictionary<string, Artifact> { [Roles.Data] = data, [Roles.Model] = model },
            Seed = seed,
            OutputFolder = Directory.CreateDirectory(folder).FullName,
            ScratchFolder = Directory.CreateDirectory(folder + ".scratch").FullName,
            Progress = SilentProgress.Instance,
        };
        var weights = new KeptWeights(context);
        if (Directory.Exists(superNetwork) && superNetwork != folder && weights.Find(SearchStage.SuperNetwork) is null)
        {
            using var trained = ModelFiles.Load(superNetwork);
            weights.Keep(SearchStage.SuperNetwork, trained);
        }
        new SearchStage().Run(context);
        Directory.Delete(context.ScratchFolder, recursive: true);
        return StageFiles.Read<SearchResult>(result);
    }

    private static string Name(SearchCell cell, int seed) => $"{cell}-{seed}";

    // A folder of the store is called by its digest.
    public static Artifact Artifact(string stage, string folder) =>
        Digest.Parse(Path.GetFileName(folder.TrimEnd('/'))) is { } digest
        ? new(new(stage, digest), Path.GetFullPath(folder))
        : throw new ArgumentException($"'{folder}' is no folder of a store: --model STORE/fine-tune/KEY --data STORE/data/KEY.");
}
