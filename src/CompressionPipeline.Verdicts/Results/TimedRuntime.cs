namespace CompressionPipeline.Verdicts.Results;

/// <summary>What computes while times are taken.</summary>
public enum TimedRuntime
{
    /// <summary>ONNX Runtime on the exported graphs: what ships.</summary>
    Onnxruntime,

    /// <summary>libtorch on the checkpoint, operator by operator, as the papers time it.</summary>
    Torch,
}
