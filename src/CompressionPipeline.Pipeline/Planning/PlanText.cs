using System.Text;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>A plan as people read it: a line per stage, then what it comes to.</summary>
public static class PlanText
{
    /// <summary>Columns: what happens, id, key, why.</summary>
    public static string Render(IReadOnlyList<StageStatus> statuses)
    {
        var text = new StringBuilder();
        var width = statuses.Select(status => status.Planned.Id.Length).DefaultIfEmpty().Max();
        foreach (var status in statuses)
        {
            var verb = status.WillRun ? "run " : "skip";
            text.Append($"{verb}  {status.Planned.Id.PadRight(width)}  {status.Planned.Key.Digest.Short}  {status.Reason}\n");
        }
        var stale = statuses.Where(status => status.WillRun).DistinctBy(status => status.Planned.Key).Count();
        return text.Append(stale == 0
            ? $"All {statuses.Count} stages are up to date.\n"
            : $"{stale} of {statuses.Count} stages would run.\n").ToString();
    }
}
