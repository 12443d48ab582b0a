using CompressionPipeline.Pipeline.Store;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>Says of each stage of a plan whether it is stale and why. Changes nothing in the store.</summary>
public static class PlanInspection
{
    /// <summary>The status of each stage, in the plan's order.</summary>
    public static IReadOnlyList<StageStatus> Of(Plan plan, ArtifactStore store)
    {
        var history = new History(store.Layout).Newest();
        return Needed([.. plan.Stages.Select(stage => Of(stage, store, history.GetValueOrDefault(stage.Id)))]);
    }

    // From the last stage back: a stage that never ran here need not run if all that is made from it is there, as on a machine
    // that got only later artifacts.
    private static StageStatus[] Needed(StageStatus[] statuses)
    {
        var read = statuses.SelectMany(status => status.Planned.Inputs.Values).ToHashSet();
        var needed = statuses.Select(status => status.Planned.Id).Where(id => !read.Contains(id)).ToHashSet();
        for (var i = statuses.Length - 1; i >= 0; i--)
        {
            if (!statuses[i].WillRun)
                continue;
            if (statuses[i].State != StageState.New || needed.Contains(statuses[i].Planned.Id))
                needed.UnionWith(statuses[i].Planned.Inputs.Values);
            else
                statuses[i] = new(statuses[i].Planned, StageState.NotNeeded, "not needed: what is made of it is up to date");
        }
        return statuses;
    }

    private static StageStatus Of(PlannedStage stage, ArtifactStore store, HistoryLine? last)
    {
        if (store.Record(stage.Key) is not null)
            return new(stage, StageState.UpToDate, "up to date");
        if (store.Damage(stage.Key) is { } damage)
            return new(stage, StageState.Damaged, $"artifact damaged: {damage}");
        if (last is null)
            return new(stage, StageState.New, "never run");
        return last.Key == stage.Key.ToString()
            ? new(stage, StageState.Gone, "artifact no longer in the store")
            : new(
                stage, StageState.Changed, $"{string.Join("; ", KeyChanges.Between(last, stage))} since {last.Time:yyyy-MM-dd}");
    }
}
