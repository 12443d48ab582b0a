using System.Diagnostics;
using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Data;
using CompressionPipeline.Stages.Tasks;
using TestKit;

namespace Benchmarks;

/// <summary>
/// Seconds and resident memory of the stage <c>data</c> on a file of made-up pairs, and of what training reads afterwards. The
/// memory is the most since the process began, so that a later step shows what it needs more.
/// </summary>
internal static class DataMemory
{
    private const int WordsOfASummary = 50;

    public static object Measure(Arguments arguments)
    {
        using var temporary = new TemporaryFolder();
        var source = temporary.File("pairs.jsonl");
        var written = arguments.Text("source", "jsonl") == "jsonl";
        if (written)
            WritePairs(source, arguments.Number("pairs", 287_113), arguments.Number("words", 800));
        var context = Context(temporary, new()
        {
            Source = arguments.Text("source", "jsonl"),
            Paths = written ? [source] : [],
            TokenizerPath = RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model"),
            MaxSourceLength = arguments.Number("source-length", 512),
        });
        var begun = PeakMegabytes();
        var data = Seconds(() => new DataStage().Run(context));
        var afterData = PeakMegabytes();
        var tokens = 0L;
        var train = arguments.Text("train", "on") == "on" ? Seconds(() => tokens = ReadEpoch(context)) : default;
        return new
        {
            source_mb = written ? new FileInfo(source).Length >> 20 : 0,
            begun_mb = begun,
            data_s = data.Wall,
            data_processor_s = data.Processor,
            data_peak_mb = afterData,
            tokenize_and_read_s = train.Wall,
            tokenize_and_read_processor_s = train.Processor,
            tokens,
            train_peak_mb = PeakMegabytes(),
            digest = Digest.OfFolder(context.OutputFolder).Hex,
        };
    }

    // The batches of one epoch, as the trainer takes them.
    private static long ReadEpoch(StageContext context)
    {
        var artifact = new Artifact(new("data", new(new('0', 64))), context.OutputFolder);
        context = context with { Inputs = new Dictionary<string, Artifact> { [Roles.Data] = artifact } };
        using var inputs = TrainingInputs.Open(context, T5Config.Shape("docs-mini"));
        var pairs = inputs.Train(limit: 0);
        var plan = new BatchPlan(pairs, batchSize: 16, seed: 1);
        var tokens = 0L;
        for (var step = 0L; step < plan.Steps; step++)
            tokens += plan.Batch(step).Sum(index => (long)pairs[index].Source.Length + pairs[index].Target.Length);
        return tokens;
    }

    // Words of the repository's own pages, so that a tokenizer has what it has with English.
    private static void WritePairs(string path, int pairs, int words)
    {
        var pages = Directory.EnumerateFiles(RepositoryRoot.Combine("docs"), "*.md", SearchOption.AllDirectories);
        string[] known =
            [.. pages.Order(StringComparer.Ordinal).SelectMany(page => File.ReadAllText(page).Split((char[]?)null))
                .Where(word => word.Length > 0)];
        var random = new Random(1);
        using var text = new StreamWriter(path);
        for (var i = 0; i < pairs; i++)
        {
            var (document, summary) = (Text(words), Text(WordsOfASummary));
            text.WriteLine(JsonSerializer.Serialize(new { document, summary }));
        }

        string Text(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => known[random.Next(known.Length)]));
    }

    private static StageContext Context(TemporaryFolder folder, DataOptions options) => new()
    {
        Options = OptionsJson.Write(options),
        Inputs = new Dictionary<string, Artifact>(),
        Seed = 1,
        OutputFolder = folder.Folder("data"),
        ScratchFolder = folder.Folder("scratch"),
        Progress = SilentProgress.Instance,
    };

    // The processor's time is the one to compare on a machine that others use too.
    private static (double Wall, double Processor) Seconds(Action action)
    {
        var (begin, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        action();
        var (wall, processor) = (Stopwatch.GetElapsedTime(begin), Environment.CpuUsage.TotalTime - used);
        return (Math.Round(wall.TotalSeconds, 1), Math.Round(processor.TotalSeconds, 1));
    }

    private static long PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 >> 20;
    }
}
