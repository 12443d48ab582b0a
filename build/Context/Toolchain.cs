using Cake.Common;
using Cake.Core;
using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Context;

/// <summary>How the solution is built.</summary>
/// <param name="Accelerator"><c>cpu</c> or <c>cuda</c>: which packages of TorchSharp and ONNX Runtime.</param>
public sealed record Toolchain(string Accelerator)
{
    /// <summary>The configuration of everything that is measured or shipped.</summary>
    public const string Configuration = "Release";

    /// <summary>The properties that choose this toolchain, as MSBuild's command line takes them.</summary>
    public string Properties => $"-c {Configuration} -p:Accelerator={Accelerator}";

    internal static Toolchain Read(ICakeContext context) => new(context.EnvironmentVariable(EnvVars.Accelerator) ?? "cpu");
}
