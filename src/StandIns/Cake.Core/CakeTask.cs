namespace Cake.Core;

public interface ICakeTaskInfo
{
    string Name { get; }
    string Description { get; }
    IReadOnlyList<CakeTaskDependency> Dependencies { get; }
    IReadOnlyList<CakeTaskDependency> Dependees { get; }
}

public sealed class CakeTaskDependency(string name, bool required)
{
    public string Name { get; } = name;
    public bool Required { get; } = required;
}

internal sealed class CakeTask(string name) : ICakeTaskInfo
{
    private Action<Exception> errorHandler;

    public string Name { get; } = name;
    public string Description { get; set; }
    public List<CakeTaskDependency> Dependencies { get; } = [];
    public List<CakeTaskDependency> Dependees { get; } = [];
    public Func<ICakeContext, Task> Action { get; set; }
    public Func<ICakeContext, bool> Criterion { get; set; }
    public Func<string> SkippedMessage { get; set; } = () => "";
    public Action Finally { get; set; }

    public Action<Exception> ErrorHandler
    {
        get => errorHandler;
        set => errorHandler = errorHandler is null ? value : throw new CakeException("There can only be one error handler per task.");
    }

    IReadOnlyList<CakeTaskDependency> ICakeTaskInfo.Dependencies => Dependencies;
    IReadOnlyList<CakeTaskDependency> ICakeTaskInfo.Dependees => Dependees;
}
