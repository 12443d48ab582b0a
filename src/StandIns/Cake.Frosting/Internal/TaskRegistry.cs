using System.Reflection;
using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Internal;

/// <summary>The tasks of the registered assemblies with all their attributes read, and the order in which targets need them.</summary>
internal sealed class TaskRegistry
{
    private readonly List<CakeTask> tasks = [];

    public TaskRegistry(IEnumerable<IFrostingTask> tasks, IFrostingContext context, ICakeLog log)
    {
        foreach (var task in tasks)
            Register(task, context, log);
        foreach (var task in this.tasks)
            Validate(task);
    }

    public IReadOnlyList<CakeTask> Tasks => tasks;

    public CakeTask Find(string name) => tasks.Find(task => string.Equals(task.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What must run before a task: what it says it depends on, and what says it is its dependee.</summary>
    public IEnumerable<CakeTask> Before(CakeTask task) => task.Dependencies.Select(dependency => Find(dependency.Name))
        .Concat(tasks.Where(other => other.Dependees.Exists(dependee => Find(dependee.Name) == task)))
        .Distinct();

    /// <summary>The target and everything before it, each once, in an order that can be run.</summary>
    public IReadOnlyList<CakeTask> Order(CakeTask target)
    {
        var ordered = new List<CakeTask>();
        Visit(target, ordered, []);
        return ordered;
    }

    private void Visit(CakeTask task, List<CakeTask> ordered, HashSet<CakeTask> open)
    {
        if (ordered.Contains(task))
            return;
        if (!open.Add(task))
            throw new CakeException("Graph contains circular references.");
        foreach (var earlier in Before(task))
            Visit(earlier, ordered, open);
        open.Remove(task);
        ordered.Add(task);
    }

    private void Register(IFrostingTask task, IFrostingContext context, ICakeLog log)
    {
        var type = task.GetType();
        var wanted = ContextTypeOf(type);
        if (!wanted.IsInstanceOfType(context))
        {
            log.Warning("Task cannot be used since the context isn't convertible to {0}.", wanted.FullName);
            return;
        }
        var registered = new CakeTask(NameOf(type)) { Description = type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description };
        if (Find(registered.Name) is not null)
            throw new CakeException($"Another task with the name '{registered.Name}' has already been added.");
        tasks.Add(registered);

        if (Overrides(type, "Run") || Overrides(type, "RunAsync"))
            registered.Action = task.RunAsync;
        if (Overrides(type, "ShouldRun"))
            (registered.Criterion, registered.SkippedMessage) = (task.ShouldRun, () => task.SkippedMessage);
        if (type.IsDefined(typeof(ContinueOnErrorAttribute)))
            registered.ErrorHandler = _ => { };
        if (Overrides(type, "OnError"))
            registered.ErrorHandler = exception => task.OnError(exception, context);
        if (Overrides(type, "Finally"))
            registered.Finally = () => task.Finally(context);
        registered.Dependencies.AddRange(type.GetCustomAttributes<IsDependentOnAttribute>().Select(a => Dependency(a.Task, "dependency")));
        registered.Dependees.AddRange(type.GetCustomAttributes<IsDependeeOfAttribute>().Select(a => Dependency(a.Task, "reverse dependency")));
    }

    private void Validate(CakeTask task)
    {
        if (task.Dependencies.Find(dependency => Find(dependency.Name) is null) is { } missing)
            throw new CakeException($"Task '{task.Name}' is dependent on task '{missing.Name}' which does not exist.");
        if (task.Dependees.Find(dependee => Find(dependee.Name) is null) is { } absent)
            throw new CakeException($"Task '{task.Name}' has specified that it's a dependency for task '{absent.Name}' which does not exist.");
    }

    private static CakeTaskDependency Dependency(Type type, string kind) => typeof(IFrostingTask).IsAssignableFrom(type)
        ? new(NameOf(type), required: true)
        : throw new FrostingException($"The {kind} '{NameOf(type)}' is not a valid task.");

    private static string NameOf(Type type) => type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name;

    // Only the immediate base class is asked, as the package does; behind another base class it is any context.
    private static Type ContextTypeOf(Type type) => type.BaseType is { IsConstructedGenericType: true } generic && IsTaskBase(generic)
        ? generic.GenericTypeArguments[0]
        : typeof(ICakeContext);

    private static bool Overrides(Type type, string method) => type.GetMethods()
        .Any(candidate => candidate.Name == method && !IsTaskBase(candidate.DeclaringType) && IsTaskBase(candidate.GetBaseDefinition().DeclaringType));

    private static bool IsTaskBase(Type type) => type is { IsGenericType: true }
        && (type.GetGenericTypeDefinition() == typeof(FrostingTask<>) || type.GetGenericTypeDefinition() == typeof(AsyncFrostingTask<>));
}
