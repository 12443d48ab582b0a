using Cake.Common;
using Cake.Core.IO;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Core;

namespace CompressionPipeline.Build.Sdk;

/// <summary>The .NET SDK's commands.</summary>
internal static class Dotnet
{
    /// <summary>The configuration of everything that is measured or shipped.</summary>
    public const string Configuration = "Release";

    /// <summary>The properties that choose configuration and packages, as MSBuild's command line takes them.</summary>
    /// <param name="accelerator"><c>cpu</c> or <c>cuda</c>.</param>
    public static string Properties(string accelerator) => $"-c {Configuration} -p:Accelerator={accelerator}";

    /// <summary>Runs a command over the whole solution.</summary>
    public static void Run(PipelineContext context, string command, string arguments)
    {
        if (Start(context, $"{command} \"{context.PathOf(Paths.Solution)}\" {arguments}") is not 0 and var code)
            throw new PipelineException($"dotnet {command} ended with {code}; its errors are above.");
    }

    /// <returns>The exit code.</returns>
    public static int Start(PipelineContext context, ProcessArgumentBuilder arguments) =>
        context.StartProcess("dotnet", new ProcessSettings
        {
            // A process that ends soon gains nothing from profiles of itself; without them a build takes a tenth less.
            EnvironmentVariables = new Dictionary<string, string?> { ["DOTNET_TieredPGO"] = "0" },
            Arguments = arguments,
            WorkingDirectory = context.Root,
        });
}
