using System.Diagnostics;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Torch;
using TorchSharp;

namespace CompressionPipeline.Cake.Health;

/// <summary>libtorch: which, from where, how fast, with which kernels.</summary>
internal static class LibTorchCheck
{
    private const int Size = 1024;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1);

    public static IEnumerable<Finding> Run(PipelineContext context)
    {
        try
        {
            TorchLibrary.Require();
            return [Library(), .. Cuda(), Speed(MeasureGigaflops())];
        }
        catch (Exception error)
            when (error is PipelineException or DllNotFoundException or TypeInitializationException or NotSupportedException)
        {
            return [Finding.Broken("libtorch", (error.InnerException ?? error).Message, "")];
        }
    }

    /// <summary>The fastest of the fp32 matrix products of about a second, on all threads: others only slow it down.</summary>
    private static double MeasureGigaflops()
    {
        torch.set_num_threads(Environment.ProcessorCount);
        using var scope = torch.NewDisposeScope();
        using var gradients = torch.no_grad();
        var (left, right) = (torch.rand(Size, Size), torch.rand(Size, Size));
        var best = TimeSpan.MaxValue;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Duration)
        {
            var start = watch.Elapsed;
            left.mm(right).Dispose();
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, (watch.Elapsed - start).Ticks));
        }
        return 2e-9 * Size * Size * Size / best.TotalSeconds;
    }

    private static Finding Library()
    {
        var devices = torch.cuda.is_available() ? $"CUDA with {torch.cuda.device_count()} GPU(s)" : "no CUDA";
        var path = LibTorch.Path();
        var version = path is null ? null : LibTorch.Version(path);
        return Finding.Good("libtorch", $"{version ?? "of unknown version"}, {devices}: {path ?? "place unknown"}");
    }

    private static IEnumerable<Finding> Cuda()
    {
        if (GpuCheck.HasGpu && !torch.cuda.is_available())
        {
            yield return Finding.Poor("libtorch CUDA", "there is a GPU, and this libtorch cannot use it",
                "./build.sh --accelerator cuda, where the feed lacks TorchSharp-cuda-linux with " +
                $"{EnvironmentVariables.LibTorch}=<folder of libtorch {TorchLibrary.Version} for CUDA>");
        }
    }

    private static Finding Speed(double gigaflops) => Finding.Good("fp32 GEMM",
        FormattableString.Invariant($"{gigaflops:0} GFLOP/s with {Environment.ProcessorCount} threads: oneMKL, {Mkl.Kernels}"));
}
