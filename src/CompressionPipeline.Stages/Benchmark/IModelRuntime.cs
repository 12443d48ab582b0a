using CompressionPipeline.Core;
using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>Loads the models of a benchmark under one runtime, on one device.</summary>
internal interface IModelRuntime : IDisposable
{
    /// <summary><c>onnxruntime</c> or <c>torch</c>.</summary>
    string Name { get; }

    /// <summary>Cpu or cuda; the first model opened decides what auto is.</summary>
    DeviceChoice Device { get; }

    /// <summary>Processor threads it computes with.</summary>
    int Threads { get; }

    /// <summary>The library and its version.</summary>
    (string Library, string Version) Version { get; }

    /// <summary>Bytes of a model's files.</summary>
    long Bytes(string model);

    /// <exception cref="PipelineException">A file is missing or damaged, or the device cannot be used.</exception>
    ILoadedModel Open(string model);
}
