namespace Cake.Core;

public interface ISetupContext : ICakeContext
{
    ICakeTaskInfo TargetTask { get; }
    IReadOnlyCollection<ICakeTaskInfo> TasksToExecute { get; }
}

public interface ITeardownContext : ICakeContext
{
    bool Successful { get; }
    Exception ThrownException { get; }
}

public interface ITaskSetupContext : ICakeContext
{
    ICakeTaskInfo Task { get; }
}

public interface ITaskTeardownContext : ICakeContext
{
    ICakeTaskInfo Task { get; }
    TimeSpan Duration { get; }
    bool Skipped { get; }
    bool Successful { get; }
    Exception ThrownException { get; }
}

internal sealed class SetupContext(ICakeContext context, ICakeTaskInfo target, IReadOnlyCollection<ICakeTaskInfo> tasks)
    : CakeContextAdapter(context), ISetupContext
{
    public ICakeTaskInfo TargetTask => target;
    public IReadOnlyCollection<ICakeTaskInfo> TasksToExecute => tasks;
}

internal sealed class TeardownContext(ICakeContext context, Exception thrown) : CakeContextAdapter(context), ITeardownContext
{
    public bool Successful => thrown is null;
    public Exception ThrownException => thrown;
}

internal sealed class TaskSetupContext(ICakeContext context, ICakeTaskInfo task) : CakeContextAdapter(context), ITaskSetupContext
{
    public ICakeTaskInfo Task => task;
}

internal sealed class TaskTeardownContext(ICakeContext context, ICakeTaskInfo task, TimeSpan duration, bool skipped, Exception thrown)
    : CakeContextAdapter(context), ITaskTeardownContext
{
    public ICakeTaskInfo Task => task;
    public TimeSpan Duration => duration;
    public bool Skipped => skipped;
    public bool Successful => thrown is null;
    public Exception ThrownException => thrown;
}
