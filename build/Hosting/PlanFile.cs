using CompressionPipeline.Core;
using CompressionPipeline.Engine;
using CompressionPipeline.Manifest;

namespace CompressionPipeline.Build.Hosting;

/// <summary>What a run would compress and on whose runners: handed from the job that planned to those that only tell.</summary>
/// <param name="SchemaVersion">Raised whenever a member changes its name or meaning.</param>
/// <param name="Manifest">Path of the manifest in the repository, with <c>/</c>.</param>
/// <param name="Models">The entries that changed.</param>
/// <param name="Bases">Jobs for unpruned models.</param>
/// <param name="Variants">Jobs for variants.</param>
internal sealed record PlanFile(int SchemaVersion, string Manifest, IReadOnlyList<string> Models, IReadOnlyList<MatrixJob> Bases, IReadOnlyList<MatrixJob> Variants)
{
    public const int Schema = 1;

    /// <summary>Every job, those for unpruned models first.</summary>
    public IEnumerable<MatrixJob> Jobs() => Bases.Concat(Variants);

    public static PlanFile Of(PipelineManifest manifest, string path, WorkMatrix matrix)
    {
        var named = matrix.Bases.SelectMany(job => job.Only.Split(',')).Select(name => name.Split('/')[0]).ToHashSet();
        return new(Schema, path.Replace('\\', '/'), [.. manifest.Models.Select(entry => entry.Key).Where(named.Contains)], matrix.Bases, matrix.Variants);
    }

    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.WriteText(path, System.Text.Json.JsonSerializer.Serialize(this, OptionsJson.Settings) + "\n");
    }
}
