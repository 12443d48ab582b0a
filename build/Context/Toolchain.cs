using Cake.Common;
using Cake.Core;
using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Context;

/// <summary>How the solution is built.</summary>
/// <param name="Suppliers"><c>packages</c> or <c>standins</c>.</param>
/// <param name="Reason">Why these suppliers.</param>
/// <param name="Accelerator"><c>cpu</c> or <c>cuda</c>.</param>
public sealed record Toolchain(string Suppliers, string Reason, string Accelerator)
{
    /// <summary>The configuration of everything that is measured or shipped.</summary>
    public const string Configuration = "Release";

    /// <summary>The properties that choose this toolchain, as MSBuild's command line takes them.</summary>
    public string Properties => $"-c {Configuration} -p:Suppliers={Suppliers} -p:Accelerator={Accelerator}";

    internal static Toolchain Read(ICakeContext context) => new(
        context.EnvironmentVariable(EnvVars.Suppliers) ?? "standins",
        context.EnvironmentVariable(EnvVars.SuppliersReason) ?? "the default without build.sh",
        context.EnvironmentVariable(EnvVars.Accelerator) ?? "cpu");
}
