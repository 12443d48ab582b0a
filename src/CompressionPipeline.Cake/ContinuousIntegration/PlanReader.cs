using System.Text.Json;
using System.Text.RegularExpressions;
using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;
using CompressionPipeline.Pipeline.Planning;

namespace CompressionPipeline.Cake.ContinuousIntegration;

// Reads a PlanFile from an untrusted source: refuses all but an exact one, and quotes nothing of it.
internal static partial class PlanReader
{
    private const int MostBytes = 1 << 20;
    private const int MostDepth = 6;
    private const int MostModels = 1_000;
    private const int MostMinutes = 100_000;

    private static readonly JsonSerializerOptions Strict = new(OptionsJson.Strict) { MaxDepth = MostDepth };

    public static PlanFile Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw Refused(path, "it is not there");
        if (file.LinkTarget is not null || file.Directory!.LinkTarget is not null)
            throw Refused(path, "it is a link");
        if (file.Length > MostBytes)
            throw Refused(path, $"it has {file.Length:N0} bytes, and a plan has at most {MostBytes:N0}");
        PlanFile plan;
        try
        {
            plan = StrictJson.Read<PlanFile>(path, Strict, "", MostBytes);
        }
        catch (InvalidFileException error)
        {
            // The message may quote the file; the place does not.
            throw Refused(path, error.Line is { } line ? $"it is not a plan: see line {line}" : "it is not a plan");
        }
        return Error(plan) is { } why ? throw Refused(path, why) : plan;
    }

    private static string? Error(PlanFile plan) =>
        plan.SchemaVersion != PlanFile.Schema ? $"its schema is {plan.SchemaVersion}, and this program reads {PlanFile.Schema}"
        : plan.Manifest.Length > 200 || !PlainPath.Is(plan.Manifest) ? "the manifest's path is not a plain relative path"
        : plan.Before is { } before && !Commit().IsMatch(before) ? "the commit that it was compared with is not a commit id"
        : plan.Models.Count > MostModels ? "it has too many models"
        : Math.Max(plan.Baselines.Count, plan.Variants.Count) > WorkMatrix.MostJobs ? "it has too many jobs"
        : !plan.Models.All(EntryName.IsValid) ? "the name of a model is not one that a manifest could give"
        : !plan.Jobs().All(IsJob) ? "a job is not one that a plan could have"
        : null;

    private static bool IsJob(MatrixJob job) =>
        job.Only.Split(',').All(IsPair)
        && (job.Takes.Length == 0 || job.Takes.Split(',').All(Name().IsMatch))
        && IsPair(More().Replace(job.Name, "")) && Name().IsMatch(job.Content)
        && job.RunsOn.Count is > 0 and <= 32 && job.RunsOn.All(Label().IsMatch) && job.Timeout is > 0 and <= MostMinutes;

    private static bool IsPair(string text) => text.Split('/') is [var model, var variant]
        && EntryName.IsValid(model) && EntryName.IsValid(variant);

    private static PipelineException Refused(string path, string why) => new($"{path} is refused: {why}.");

    [GeneratedRegex(@"\A[0-9a-f]{40}\z")]
    private static partial Regex Commit();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,99}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@" and [0-9]{1,5} more\z")]
    private static partial Regex More();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex Label();
}
