using System.Diagnostics;
using System.Text.RegularExpressions;
using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;
using TorchSharp;

namespace CompressionPipeline.Build.Health;

/// <summary>libtorch: which, from where, how fast, with which BLAS.</summary>
internal static partial class LibTorchCheck
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
        return Finding.Good("libtorch", $"{Version(path)}, {devices}: {(path.Length > 0 ? path : "linked into the program")}");
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

    // The file name (Debian), the folder's own record (pytorch.org) or the package's folder (NuGet) says the version.
    private static string Version(string path)
    {
        var record = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(path)) ?? "", "build-version");
        return SonameVersion().Match(path) is { Success: true } soname ? soname.Groups[1].Value
            : File.Exists(record) ? File.ReadAllText(record).Trim()
            : PackageVersion().Match(path) is { Success: true } package ? package.Groups[1].Value
            : "of unknown version";
    }

    [GeneratedRegex(@"libtorch_cpu\.so\.(\d+[\d.]*)")]
    private static partial Regex SonameVersion();

    [GeneratedRegex(@"libtorch-[^/\\]+[/\\](\d+(?:\.\d+)+)[/\\]")]
    private static partial Regex PackageVersion();
}
