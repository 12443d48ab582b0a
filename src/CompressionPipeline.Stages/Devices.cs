using CompressionPipeline.Core;
using CompressionPipeline.Models.Torch;
using TorchSharp;
using Inferred = CompressionPipeline.Inference.Device;

namespace CompressionPipeline.Stages;

/// <summary>The one place where a wish for a device becomes a device.</summary>
internal static class Devices
{
    /// <summary>The device that libtorch trains or generates on; says which one <c>auto</c> took.</summary>
    /// <exception cref="PipelineException">libtorch does not load, or CUDA was asked for and it can use none.</exception>
    public static torch.Device ForTorch(DeviceChoice choice, IProgressSink progress)
    {
        TorchLibrary.Require();
        return new(Resolve(choice, torch.cuda.is_available(), progress) == DeviceChoice.Cuda ? "cuda" : "cpu");
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
}
