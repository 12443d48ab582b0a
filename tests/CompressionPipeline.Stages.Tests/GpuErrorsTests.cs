using System.Runtime.InteropServices;
using CompressionPipeline.Core;
using CompressionPipeline.Stages.Catalog;
using Microsoft.ML.OnnxRuntime;
using TestKit;

namespace CompressionPipeline.Stages.Tests;

public static class GpuErrorsTests
{
    private sealed class FailingStage(Exception error) : IStage
    {
        public string Name => "benchmark";

        public int Version => 7;

        public Type OptionsType => typeof(object);

        public IReadOnlyList<Metric> Run(StageContext context) => throw error;
    }

    public class TheExplainMethod
    {
        [Theory]
        [InlineData("CUDA error: unspecified launch failure\nCUDA kernel errors might be reported later")]
        [InlineData("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED")]
        [InlineData("CUBLAS failure 14: CUBLAS_STATUS_INTERNAL_ERROR ; GPU=0")]
        public void Should_Say_That_The_Gpu_Is_Gone_And_What_To_Do(string native)
        {
            // When
            var error = GpuErrors.Explain(new ExternalException(native))!;

            // Then
            Assert.StartsWith($"The GPU stopped answering ({native.Split('\n')[0]}).", error.Message);
            Assert.Contains("run the same command again", error.Message);
        }

        [Theory]
        [InlineData("CUDA out of memory. Tried to allocate 2.00 GiB")]
        [InlineData("Failed to allocate memory for requested buffer of size 1024")]
        [InlineData("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory: you tried to allocate 1 bytes")]
        public void Should_Tell_Full_Memory_From_A_Gpu_That_Is_Gone(string native)
        {
            // Then
            Assert.Contains("smaller batch-size", GpuErrors.Explain(new ExternalException(native))!.Message);
        }

        [Fact]
        public void Should_Know_What_Onnx_Runtime_Throws()
        {
            // Given: its exceptions cannot be made, but it names the file that it cannot load
            using var folder = new TemporaryFolder();
            var native = Assert.ThrowsAny<OnnxRuntimeException>(
                () => new InferenceSession(folder.Write("CUDA failure 999.onnx", "no model")));

            // When
            var error = GpuErrors.Explain(native)!;

            // Then
            Assert.StartsWith("The GPU stopped answering", error.Message);
            Assert.Contains("CUDA failure 999", error.Message);
        }

        [Fact]
        public void Should_Look_Into_What_Wraps_A_Error()
        {
            // Given
            var native = new ExternalException("CUDA error: unknown error");

            // Then
            Assert.NotNull(GpuErrors.Explain(new AggregateException(new InvalidOperationException("in a worker", native))));
        }

        [Fact]
        public void Should_Leave_Other_Errors_Alone()
        {
            // Then
            Assert.Null(GpuErrors.Explain(new ExternalException("The size of tensor a (3) must match the size of tensor b (4)")));
            Assert.Null(GpuErrors.Explain(new InvalidOperationException("CUDA")));
            Assert.Null(GpuErrors.Explain(new PipelineException("CUDA cannot be used", new ExternalException("CUDA error"))));
        }
    }

    public class TheCatalog
    {
        [Fact]
        public void Should_Guard_Every_Stage()
        {
            // Then
            Assert.All(StageCatalog.All().Values, stage => Assert.IsType<DeviceGuard>(stage));
        }

        [Fact]
        public void Should_Translate_What_A_Guarded_Stage_Throws_And_Keep_Its_Name_And_Version()
        {
            // Given
            var guard = new DeviceGuard(new FailingStage(new ExternalException("CUDA error: device lost")));
            using var run = new TinyRun();

            // When
            var error = Assert.Throws<PipelineException>(() => guard.Run(run.Context(new { }, run.Artifact("benchmark"))));

            // Then
            Assert.Contains("The GPU stopped answering (CUDA error: device lost)", error.Message);
            Assert.Equal(("benchmark", 7), (guard.Name, guard.Version));
        }
    }
}
