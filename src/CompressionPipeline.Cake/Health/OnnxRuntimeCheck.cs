using CompressionPipeline.Cake.Context;
using CompressionPipeline.Models.Onnx;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Cake.Health;

/// <summary>ONNX Runtime and the providers that can run a graph; a listed provider may not.</summary>
internal static class OnnxRuntimeCheck
{
    private const string Subject = "ONNX Runtime";

    public static IEnumerable<Finding> Run(PipelineContext context)
    {
        try
        {
            return [Processor(), .. Cuda(context)];
        }
        catch (Exception error) when (
            error is DllNotFoundException or TypeInitializationException
                or EntryPointNotFoundException or BadImageFormatException)
        {
            return [Finding.Broken(Subject, $"the native library does not load: {(error.InnerException ?? error).Message}",
                "remove the folders microsoft.ml.onnxruntime* from the NuGet package folder " +
                "(dotnet nuget locals global-packages --list) and run ./build.sh again")];
        }
    }

    private static Finding Processor()
    {
        var version = OrtEnv.Instance().GetVersionString();
        using var options = new SessionOptions();
        return Probe(options) is { } error
            ? Finding.Broken(Subject, $"{version}, but it runs nothing: {error}",
                "report it with this table: the package is whole and yet runs nothing")
            : Finding.Good(Subject, $"{version}; the processor runs a model");
    }

    private static IEnumerable<Finding> Cuda(PipelineContext context)
    {
        if (!GpuCheck.HasGpu)
            yield break;
        yield return ProbeCuda() is { } error
            ? Finding.Poor($"{Subject} CUDA", $"not usable: {error}", context.Accelerator == "cuda"
                ? "install CUDA 12 and cuDNN 9, which Microsoft.ML.OnnxRuntime.Gpu loads, " +
                    "and let LD_LIBRARY_PATH name their folders"
                : "./build.sh --accelerator cuda: it takes Microsoft.ML.OnnxRuntime.Gpu")
            : Finding.Good($"{Subject} CUDA", "the GPU runs a model");
    }

    private static string? ProbeCuda()
    {
        try
        {
            using var options = new SessionOptions();
            options.AppendExecutionProvider_CUDA(0);
            return Probe(options);
        }
        catch (Exception error) when (error is EntryPointNotFoundException or OnnxRuntimeException)
        {
            return FirstLine(error);
        }
    }

    /// <summary>Null where a session adds one and one.</summary>
    private static string? Probe(SessionOptions options)
    {
        try
        {
            var graph = new GraphBuilder("probe");
            var input = graph.Input("x", ElementType.Float, "1");
            graph.Output("y", graph.Add(input, input), "1");
            using var session = new InferenceSession(graph.Build().ToByteArray(), options);
            using var one = OrtValue.CreateTensorValueFromMemory([1f], [1]);
            using var run = new RunOptions();
            using var outputs = session.Run(run, ["x"], [one], ["y"]);
            var sum = outputs[0].GetTensorDataAsSpan<float>()[0];
            return sum == 2f ? null : FormattableString.Invariant($"1 + 1 came out as {sum}");
        }
        catch (OnnxRuntimeException error)
        {
            return FirstLine(error);
        }
    }

    private static string FirstLine(Exception error) => error.Message.Split('\n')[0];
}
