using System.Diagnostics;
using System.Runtime.InteropServices;
using CompressionPipeline.Core;
using CompressionPipeline.Inference;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>All models of a benchmark in memory at once, and what that cost.</summary>
internal sealed class LoadedModels : IDisposable
{
    private readonly List<Seq2SeqSession> sessions = [];
    private readonly List<ITimedGenerator> generators = [];
    private readonly List<TimedModel> models = [];

    public IReadOnlyList<ITimedGenerator> Generators => generators;

    public IReadOnlyList<TimedModel> Models => models;

    public static LoadedModels Open(
        IReadOnlyList<(string Name, Artifact Artifact)> exports, BenchmarkOptions options, PinnedSources sources, StageContext context)
    {
        var loaded = new LoadedModels();
        try
        {
            foreach (var (name, artifact) in exports)
                loaded.Add(name, artifact, options, sources, context);
            return loaded;
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    public BenchmarkEnvironment Environment(int threads) => new(
        MachineProbe.ProcessorName(),
        System.Environment.ProcessorCount,
        threads > 0 ? threads : System.Environment.ProcessorCount,
        sessions[0].Device.ToString().ToLowerInvariant(),
        RuntimeInformation.OSDescription,
        new Dictionary<string, string>
        {
            ["onnxruntime"] = OrtEnv.Instance().GetVersionString(),
            ["dotnet"] = System.Environment.Version.ToString(),
        });

    public void Dispose()
    {
        foreach (var session in sessions)
            session.Dispose();
    }

    private void Add(string name, Artifact artifact, BenchmarkOptions options, PinnedSources sources, StageContext context)
    {
        var before = Resident();
        var session = Seq2SeqSession.Open(artifact.Folder, new() { Device = Devices.ForInference(options.Device), Threads = options.Threads });
        sessions.Add(session);
        if (session.DeviceRemark is { } remark && sessions.Count == 1)
            context.Progress.Info(remark);
        var generator = new SessionGenerator(name, session);
        generators.Add(generator);
        // What a runtime allocates it allocates with the first generation of the largest batch.
        generator.Generate(sources.Batch(0, options.BatchSizes.Max()), options.OutputLength, context.Cancellation);
        models.Add(new(name, "onnxruntime", ModelFiles.GraphBytes(artifact.Folder), Math.Max(0, Resident() - before)));
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
