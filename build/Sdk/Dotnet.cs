using Cake.Common;
using Cake.Core.IO;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Core;

namespace CompressionPipeline.Build.Sdk;

/// <summary>The .NET SDK's commands over the whole solution.</summary>
internal static class Dotnet
{
    /// <summary>
    /// A process that ends soon gains nothing from profiles of itself; without them a build takes a tenth less.
    /// </summary>
    public static IDictionary<string, string?> ShortLived { get; } =
        new Dictionary<string, string?> { ["DOTNET_TieredPGO"] = "0" };

    public static void Run(PipelineContext context, string command, string arguments)
    {
        var settings = new ProcessSettings
        {
            EnvironmentVariables = ShortLived,
            Arguments = $"{command} \"{context.PathOf(Paths.Solution)}\" {arguments}",
            WorkingDirectory = context.Root,
        };
        if (context.StartProcess("dotnet", settings) is not 0 and var code)
            throw new PipelineException($"dotnet {command} ended with {code}; its errors are above.");
    }
}
