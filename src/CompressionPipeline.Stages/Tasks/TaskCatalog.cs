using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>Every task there is.</summary>
internal static class TaskCatalog
{
    /// <summary>The task of a data set.</summary>
    public static ITask Of(DataSetInfo info) => Of(info.Task);

    /// <summary>A task.</summary>
    public static ITask Of(ModelTask task) => task == ModelTask.Summarization
        ? new SummarizationTask()
        : new ClassificationTask(isRegression: task == ModelTask.Regression);
}
