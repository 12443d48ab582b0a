using System.Diagnostics;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;
using CompressionPipeline.Stages;
using TorchSharp;

namespace CompressionPipeline.Build.Health;

/// <summary>libtorch: which, from where, how fast, with which BLAS.</summary>
internal static class LibTorchCheck
{
    private const int Size = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static IEnumerable<Finding> Run(PipelineContext context)
    {
        double speed;
        try
        {
            speed = MeasureGigaflops();
        }
        catch (Exception fault) when (fault is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or BadImageFormatException)
        {
            return [Finding.Broken("libtorch", $"does not load: {(fault.InnerException ?? fault).Message}",
                "sudo apt-get install -y libtorch-dev libopenblas0-openmp, or set LIBTORCH to an unpacked libtorch; then ./build.sh --target Doctor")];
        }
        var blas = Blas.OfThisProcess();
        return [Library(), .. Cuda(context), Speed(speed, blas), .. BlasCheck.Run(blas, Processor.OfThisMachine())];
    }

    /// <summary>The best of the fp32 matrix products of about a second, all threads: other programs only ever slow one down.</summary>
    private static double MeasureGigaflops()
    {
        torch.set_num_threads(Environment.ProcessorCount);
        using var scope = torch.NewDisposeScope();
        using var gradients = torch.no_grad();
        var (left, right) = (torch.rand(Size, Size), torch.rand(Size, Size));
        var best = TimeSpan.MaxValue;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience)
        {
            var start = watch.Elapsed;
            left.matmul(right).Dispose();
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, (watch.Elapsed - start).Ticks));
        }
        return 2e-9 * Size * Size * Size / best.TotalSeconds;
    }

    private static Finding Library()
    {
        var path = LoadedLibraries.Paths().FirstOrDefault(library => Path.GetFileName(library).StartsWith("libtorch_cpu", StringComparison.Ordinal)) ?? "";
        var devices = torch.cuda.is_available() ? $"CUDA with {torch.cuda.device_count()} GPU(s)" : "no CUDA";
        return Finding.Good("libtorch", $"{LibTorch.Version(path) ?? "of unknown version"}, {devices}: {(path.Length > 0 ? path : "linked into the program")}");
    }

    private static IEnumerable<Finding> Cuda(PipelineContext context)
    {
        if (GpuCheck.HasGpu && !torch.cuda.is_available())
        {
            yield return Finding.Poor("libtorch CUDA", "there is a GPU, and this libtorch cannot use it", context.Toolchain.Suppliers == "packages"
                ? "delete artifacts/suppliers and run ./build.sh again where nvidia-smi works: it takes TorchSharp-cuda-linux"
                : $"{EnvVars.LibTorch}=<folder of a CUDA build of libtorch> ./build.sh, or --suppliers packages where the feed has TorchSharp-cuda-linux");
        }
    }

    private static Finding Speed(double gigaflops, Blas blas) => Finding.Good("fp32 GEMM",
        FormattableString.Invariant($"{gigaflops:0} GFLOP/s with {Environment.ProcessorCount} threads: {blas}"));
}
