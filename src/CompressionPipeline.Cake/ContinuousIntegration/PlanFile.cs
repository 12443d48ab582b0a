using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Planning;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>
/// What a run would compress and on whose runners: written by the job that plans, read by the jobs that report.
/// </summary>
/// <param name="SchemaVersion">Raised whenever a member changes its name or meaning.</param>
/// <param name="Manifest">Path of the manifest in the repository, with <c>/</c>.</param>
/// <param name="Before">The commit that it was compared with; null where there was none.</param>
/// <param name="Models">The entries that changed.</param>
/// <param name="Baselines">Jobs for unpruned models.</param>
/// <param name="Variants">Jobs for variants.</param>
internal sealed record PlanFile(
    int SchemaVersion,
    string Manifest,
    string? Before,
    IReadOnlyList<string> Models,
    IReadOnlyList<MatrixJob> Baselines,
    IReadOnlyList<MatrixJob> Variants)
{
    public const int Schema = 3;

    /// <summary>Every job, those for unpruned models first.</summary>
    public IEnumerable<MatrixJob> Jobs() => Baselines.Concat(Variants);

    public static PlanFile Of(string path, string? before, WorkMatrix matrix) =>
        new(Schema, path.Replace('\\', '/'), before, matrix.Models, matrix.Baselines, matrix.Variants);

    public void Write(string path)
    {
        OutputFolder.Make(Path.GetDirectoryName(path)!);
        AtomicFile.WriteText(path, System.Text.Json.JsonSerializer.Serialize(this, OptionsJson.Settings) + "\n");
    }
}
