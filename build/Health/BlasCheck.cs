using CompressionPipeline.Build.Vocabulary;

namespace CompressionPipeline.Build.Health;

/// <summary>Calls out a BLAS of the wrong kind and instruction sets that lie idle.</summary>
internal static class BlasCheck
{
    private static readonly string[] Avx512Kernels = ["SkylakeX", "Cooperlake", "SapphireRapids"];

    public static IEnumerable<Finding> Run(Blas blas, Processor processor)
    {
        if (Wrong(blas.Kind) is { } wrong)
            yield return Finding.Poor("BLAS", $"{wrong}: {blas.Path}", Mend(blas.Path));
        if (!processor.Avx512)
            yield break;

        if (blas.Kernel.Length > 0 && !Avx512Kernels.Contains(blas.Kernel, StringComparer.OrdinalIgnoreCase))
        {
            yield return processor.ForcedCoreType is { } forced
                ? Finding.Poor("AVX-512", $"{EnvVars.OpenBlasCoreType}={forced} keeps OpenBLAS from it, at about half the speed", $"unset {EnvVars.OpenBlasCoreType}, or run ./build.sh without COMPRESSION_KEEP_OPENBLAS")
                : Finding.Poor("AVX-512", $"OpenBLAS took its {blas.Kernel} kernels", "install a newer OpenBLAS");
        }
        if (!string.Equals(processor.AtenCapability, "avx512", StringComparison.OrdinalIgnoreCase))
        {
            yield return Finding.Poor("AVX-512", $"libtorch's own kernels may not use it: {EnvVars.AtenCpuCapability} is {processor.AtenCapability ?? "not set"}",
                $"start through ./build.sh with {EnvVars.AtenCpuCapability} unset, or export {EnvVars.AtenCpuCapability}=avx512");
        }
        else
        {
            yield return Finding.Good("AVX-512", $"libtorch's own kernels use it ({EnvVars.AtenCpuCapability}=avx512)");
        }
    }

    private static string? Wrong(BlasKind kind) => kind switch
    {
        BlasKind.Reference => "reference BLAS, some 30 times slower than OpenBLAS",
        BlasKind.OpenBlasPthread => "its threads fight libtorch's, 2-3 times slower than the OpenMP build",
        BlasKind.OpenBlasSerial => "it uses one thread only",
        _ => null,
    };

    private static string Mend(string path)
    {
        var architecture = path.Split('/').FirstOrDefault(part => part.EndsWith("-linux-gnu", StringComparison.Ordinal)) ?? "$(uname -m)-linux-gnu";
        return $"sudo apt-get install -y libopenblas0-openmp && sudo update-alternatives --set libblas.so.3-{architecture} /usr/lib/{architecture}/openblas-openmp/libblas.so.3";
    }
}
