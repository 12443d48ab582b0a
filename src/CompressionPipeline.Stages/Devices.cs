using System.Runtime.Intrinsics.X86;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using TorchSharp;
using Inferred = CompressionPipeline.Inference.Device;

namespace CompressionPipeline.Stages;

/// <summary>Resolves the option <c>device</c>.</summary>
internal static class Devices
{
    /// <summary>The device that libtorch trains or generates on; says which one <c>auto</c> took.</summary>
    /// <exception cref="PipelineException">libtorch does not load, or CUDA was asked for and it can use none.</exception>
    public static torch.Device ForTorch(DeviceChoice choice, IProgressSink progress)
    {
        TorchLibrary.Require();
        return new(Resolve(choice, torch.cuda.is_available(), progress) == DeviceChoice.Cuda ? "cuda" : "cpu");
    }

    /// <summary>The device to train on.</summary>
    /// <exception cref="PipelineException">As <see cref="ForTorch"/>; or the device has no instructions for the
    /// precision.</exception>
    public static torch.Device ForTraining(TrainerOptions options, IProgressSink progress)
    {
        var device = ForTorch(options.Device, progress);
        Check(options.Precision, device.type == DeviceType.CUDA || ProcessorHasBf16);
        return device;
    }

    /// <summary>The device to generate on: ONNX Runtime itself finds out whether a session can be opened there.</summary>
    public static Inferred ForInference(DeviceChoice choice) => choice switch
    {
        DeviceChoice.Cpu => Inferred.Cpu,
        DeviceChoice.Cuda => Inferred.Cuda,
        _ => Inferred.Auto,
    };

    internal static DeviceChoice Resolve(DeviceChoice choice, bool cudaIsAvailable, IProgressSink progress)
    {
        switch (choice)
        {
            case DeviceChoice.Cuda when !cudaIsAvailable:
                throw new PipelineException(
                    "device is cuda, but libtorch finds no GPU it can use. " +
                    "Install the driver and run ./build.sh --accelerator cuda, or say device: cpu.");
            case DeviceChoice.Auto:
                progress.Info(cudaIsAvailable
                    ? "device auto: cuda"
                    : "device auto: cpu, because libtorch finds no GPU it can use");
                return cudaIsAvailable ? DeviceChoice.Cuda : DeviceChoice.Cpu;
            default:
                return choice;
        }
    }

    // AVX512_BF16 of leaf 7, subleaf 1. Where no instruction tells, there is none that we know of.
    private static bool ProcessorHasBf16 => Avx512F.IsSupported && (X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0;

    internal static void Check(TrainingPrecision precision, bool hasBf16)
    {
        if (precision == TrainingPrecision.Bf16 && !hasBf16)
        {
            throw new PipelineException(
                "precision is bf16, and this processor has no instructions for it (avx512_bf16): matrix products would take some "
                + "150 times as long. Say precision: fp32, or train on a GPU with device: cuda.");
        }
    }
}
