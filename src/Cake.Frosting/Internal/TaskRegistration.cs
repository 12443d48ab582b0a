using System.Reflection;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.Scripting;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Internal;

/// <summary>Tells Cake's engine of the lifetimes and of the tasks, as their attributes and overrides describe them.</summary>
internal static class TaskRegistration
{
    public static void Register(ScriptHost host, IServiceProvider provider, ICakeLog log)
    {
        var context = provider.GetRequiredService<IFrostingContext>();
        if (provider.GetService<IFrostingSetup>() is { } setup)
            host.Setup(info => setup.Setup(context, info));
        if (provider.GetService<IFrostingTeardown>() is { } teardown)
            host.Teardown(info => teardown.Teardown(context, info));
        if (provider.GetService<IFrostingTaskSetup>() is { } taskSetup)
            host.TaskSetup(info => taskSetup.Setup(context, info));
        if (provider.GetService<IFrostingTaskTeardown>() is { } taskTeardown)
            host.TaskTeardown(info => taskTeardown.Teardown(context, info));

        foreach (var task in provider.GetServices<IFrostingTask>())
        {
            if (ContextType(task.GetType()) is var wanted && wanted.IsInstanceOfType(context))
                Register(host, task, context);
            else
                log.Warning("Task cannot be used since the context isn't convertible to {0}.", wanted.FullName!);
        }
    }

    private static void Register(ScriptHost host, IFrostingTask task, IFrostingContext context)
    {
        var type = task.GetType();
        var builder = host.Task(Name(type));
        if (type.GetCustomAttribute<TaskDescriptionAttribute>() is { } description)
            builder.Description(description.Description);
        if (Overrides(type, "Run") || Overrides(type, "RunAsync"))
            builder.Does(task.RunAsync);
        if (Overrides(type, "ShouldRun"))
            builder.WithCriteria(task.ShouldRun, task.SkippedMessage);
        if (type.IsDefined(typeof(ContinueOnErrorAttribute)))
            builder.ContinueOnError();
        if (Overrides(type, "OnError"))
            builder.OnError(error => task.OnError(error, context));
        if (Overrides(type, "Finally"))
            builder.Finally(() => task.Finally(context));
        foreach (var dependency in type.GetCustomAttributes<IsDependentOnAttribute>())
            builder.IsDependentOn(TaskName(dependency.Task, "dependency"));
        foreach (var dependee in type.GetCustomAttributes<IsDependeeOfAttribute>())
            builder.IsDependeeOf(TaskName(dependee.Task, "reverse dependency"));
    }

    private static string TaskName(Type type, string kind) => typeof(IFrostingTask).IsAssignableFrom(type)
        ? Name(type)
        : throw new FrostingException($"The {kind} '{Name(type)}' is not a valid task.");

    private static string Name(Type type) => type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name;

    // Only the immediate base class is asked, as the package does; behind another base class it is any context.
    private static Type ContextType(Type type) => type.BaseType is { } generic && IsTaskBase(generic)
        ? generic.GenericTypeArguments[0]
        : typeof(ICakeContext);

    private static bool Overrides(Type type, string method) => type.GetMethods().Any(candidate => candidate.Name == method
        && !IsTaskBase(candidate.DeclaringType!) && IsTaskBase(candidate.GetBaseDefinition().DeclaringType!));

    private static bool IsTaskBase(Type type) => type.IsConstructedGenericType
        && type.GetGenericTypeDefinition() is var definition
        && (definition == typeof(FrostingTask<>) || definition == typeof(AsyncFrostingTask<>));
}
