using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Cake.ContinuousIntegration;
using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;
using CompressionPipeline.Verdicts;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Results;

namespace Benchmarks.Fuzzing;

/// <summary>What runs hand to each other, also those of strangers: results, records, plans, events, releases.</summary>
internal static class RunReaders
{
    private const string PlanName = "plan.json", EventName = "event.json", ZipName = "model-onnx.zip";

    public static FuzzedReader Result(string folder)
    {
        var path = Path.Combine(folder, GateResult.FileName);
        var rules = new GateOptions { Model = "docs", Budgets = [new("rouge2", BudgetRule.MaxDrop, 3),
            new("parameters", BudgetRule.MinGainPercent, 5)] };
        Judge.Apply(Plausible.Result(rules, Plausible.Times(8, [])), rules, new Dictionary<string, ModelResult>()).Write(path);
        var text = File.ReadAllText(path);
        return new(GateResult.FileName, [File.ReadAllBytes(path)],
            [.. text.Split('"').Where(word => word.Length is > 2 and < 30).Distinct().Select(word => $"\"{word}\""), "1e300",
                "-1e300", "1e-320"], at =>
            {
                // As the job does that reports: read, judged again, and shown.
                var result = GateResult.Read(Path.Combine(at, GateResult.FileName));
                ReportFolder.Files(Judge.Apply(result, result.Rules, new Dictionary<string, ModelResult>()));
            });
    }

    public static FuzzedReader RunRecordOfAnArtifact(string folder)
    {
        var record = new RunRecord
        {
            Stage = "prune", Step = "prune", Key = new string('a', 64), StageVersion = 1,
            Options = new() { ["decoder-layers"] = 1 }, Seed = 1,
            Inputs = new Dictionary<string, string> { ["model"] = "fine-tune/" + new string('b', 64) },
            Metrics = [new("data.train", "count", Direction.HigherIsBetter, 3)], Started = DateTimeOffset.UnixEpoch,
            DurationSeconds = 1,
            Machine = MachineRecord.Current(), ToolVersion = "1.0.0",
            Files = new Dictionary<string, FileRecord> { ["a/b.json"] = new(3, new string('c', 64)) },
        };
        return new(RunRecord.FileName, [Encoding.UTF8.GetBytes(record.ToText())],
            ["\"files\"", "\"metrics\"", "\"inputs\"", "\"NaN\"", "\"seal\"", "\"schema\"", "\"options\""], at =>
            {
                Seal(Path.Combine(at, RunRecord.FileName));
                if (RunRecord.Read(at) is (null, { } error))
                    throw new PipelineException(error);
            });
    }

    // As whoever forges a record would; without a seal that fits, nothing else of it is looked at.
    private static void Seal(string path)
    {
        try
        {
            if (JsonNode.Parse(File.ReadAllBytes(path)) is not JsonObject json || !json.Remove("seal"))
                return;
            json["seal"] = Digest.OfText(OptionsJson.Canonical(json)).Hex;
            File.WriteAllText(path, json.ToJsonString());
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            // No object, or a key twice: it stays as it is.
        }
    }

    public static FuzzedReader Plan(string folder) => new(PlanName, [Encoding.UTF8.GetBytes($$"""
        { "schema-version": 3, "manifest": "models.yaml", "before": "{{new string('a', 40)}}", "models": ["docs"],
          "baselines": [{ "name": "docs/baseline", "content": "ab", "only": "docs/baseline", "takes": "",
            "runs-on": ["self-hosted", "gpu"],
              "timeout": 60 }],
          "variants": [{ "name": "docs/shallow and 2 more", "content": "cd", "only": "docs/shallow,docs/b",
            "takes": "ab", "runs-on": ["gpu"],
              "timeout": 60 }] }
        """)],
        ["\"models\"", "\"baselines\"", "\"runs-on\"", "\"docs/baseline\"", "\"only\"", "\"takes\"", "../",
            "\"$(id)\"", "\"before\""],
        at => PlanReader.Read(Path.Combine(at, PlanName)));

    public static FuzzedReader Event(string folder) => new(EventName,
    [
        Encoding.UTF8.GetBytes("""
            { "pull_request": { "number": 7, "head": { "sha": "aa", "repo": { "full_name": "a/b" } },
              "base": { "repo": { "full_name": "a/b" } } },
              "before": "bb", "ref": "refs/heads/main" }
            """),
        Encoding.UTF8.GetBytes("""
            { "workflow_run": { "id": 8, "head_branch": "change", "head_sha": "cc", "head_repository": { "full_name": "a/b" } },
              "merge_group": {} }
            """),
    ], ["\"pull_request\"", "\"workflow_run\"", "\"head\"", "\"number\"", "\"before\"", "\"ref\"", "\"id\""], at =>
    {
        var read = ActionsEvent.Of(Path.Combine(at, EventName));
        _ = (read.PullRequest, read.Head, read.Start, read.Branch, read.IsFromFork, read.CompletedRun);
    });

    public static FuzzedReader Sums(string folder) => new(Sha256Sums.FileName,
        [Encoding.UTF8.GetBytes($"{new string('a', 64)}  config.json\n{new string('b', 64)} *onnx/model.onnx\r\n")],
        ["  ", " *", "../x", "\n", new string('c', 64) + "  x\n"], at =>
        {
            var path = Path.Combine(at, Sha256Sums.FileName);
            Sha256Sums.Parse(File.ReadAllText(path), path);
        });

    public static FuzzedReader Zip(string folder)
    {
        var content = Directory.CreateDirectory(Path.Combine(folder, "content", "onnx")).Parent!.FullName;
        string[] names = ["config.json", "onnx/model.onnx", "README.md"];
        foreach (var name in names)
            File.WriteAllText(Path.Combine(content, name), string.Concat(Enumerable.Repeat(name, 200)));
        File.WriteAllText(Path.Combine(content, Sha256Sums.FileName), Sha256Sums.Of(content, names));
        byte[] Packed(CompressionLevel level)
        {
            var path = Path.Combine(folder, ZipName);
            ReproducibleZip.Write(path, names.Append(Sha256Sums.FileName).ToDictionary(
                name => name, name => (Func<Stream>)(() => File.OpenRead(Path.Combine(content, name)))), level);
            return File.ReadAllBytes(path);
        }
        return new(ZipName, [Packed(CompressionLevel.NoCompression), Packed(CompressionLevel.Optimal)],
            ["PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "../x", "config.json", "onnx/", "SHA256SUMS"], at =>
            {
                var target = Path.Combine(at, "unpacked");
                if (Directory.Exists(target))
                    Directory.Delete(target, recursive: true);
                var before = Directory.GetFileSystemEntries(at).Length;
                PipelineException? refusal = null;
                try
                {
                    SafeZip.Extract(Path.Combine(at, ZipName), target);
                    Sha256Sums.Verify(target);
                }
                catch (PipelineException error)
                {
                    refusal = error;
                }
                if (Directory.GetFileSystemEntries(at).Length > before + (Directory.Exists(target) ? 1 : 0))
                    throw new InvalidOperationException("Something was written beside the folder.");
                if (refusal is not null)
                    throw refusal;
            });
    }
}
