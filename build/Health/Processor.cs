using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Health;

/// <summary>What the processor can do and what the environment lets it do.</summary>
/// <param name="Avx512">Whether it has AVX-512.</param>
/// <param name="AtenCapability">libtorch's own kernels as forced by the environment; null where it chooses.</param>
/// <param name="ForcedCoreType">OpenBLAS's kernels as forced by the environment; null where it chooses.</param>
internal sealed record Processor(bool Avx512, string? AtenCapability, string? ForcedCoreType)
{
    public static Processor OfThisMachine() => new(
        System.Runtime.Intrinsics.X86.Avx512F.IsSupported,
        Environment.GetEnvironmentVariable(EnvVars.AtenCpuCapability),
        Environment.GetEnvironmentVariable(EnvVars.OpenBlasCoreType));
}
