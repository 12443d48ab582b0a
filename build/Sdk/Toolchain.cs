using CompressionPipeline.Cake.Context;

namespace CompressionPipeline.Build.Sdk;

/// <summary>How the solution is built.</summary>
internal static class Toolchain
{
    /// <summary>The configuration of everything that is measured or shipped.</summary>
    public const string Configuration = "Release";

    /// <summary>The properties that choose configuration and packages, as MSBuild's command line takes them.</summary>
    public static string Properties(PipelineContext context) => Properties(context.Accelerator);

    /// <summary>The same for <c>cpu</c> or <c>cuda</c>.</summary>
    public static string Properties(string accelerator) => $"-c {Configuration} -p:Accelerator={accelerator}";
}
