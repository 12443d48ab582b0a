using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;

namespace CompressionPipeline.Cake.Lifetime;

/// <summary>Prints the choices of the command line before any work.</summary>
internal sealed class PipelineLifetime : FrostingLifetime<PipelineContext>
{
    public override void Setup(PipelineContext context, ISetupContext info)
    {
        context.Pipeline.Expect(info.TasksToExecute.Select(task => task.Name));
        foreach (var (name, value) in Choices(context))
            context.Log.Information("{0} {1}", name.PadRight(12), value);
    }

    public override void Teardown(PipelineContext context, ITeardownContext info) => context.Progress.Finish();

    private static IEnumerable<(string Name, string Value)> Choices(PipelineContext context)
    {
        var request = context.Request;
        yield return ("accelerator", context.Accelerator);
        yield return ("manifest", request.Manifest);
        yield return ("model", Some(request.Model));
        yield return ("variant", Some(request.Variant));
        foreach (var (key, value) in request.Overrides.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            yield return (key, $"{value} (command line)");
    }

    private static string Some(string? name) => name is null ? "all" : $"{name} (command line)";
}
