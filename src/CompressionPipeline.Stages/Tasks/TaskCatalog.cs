using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>Every task there is.</summary>
internal static class TaskCatalog
{
    /// <summary>The task of a data set.</summary>
    public static ITask Of(DataSetInfo info) => new SummarizationTask();
}
