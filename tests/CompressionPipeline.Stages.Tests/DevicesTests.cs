using CompressionPipeline.Core;
using CompressionPipeline.Models.Training;
using TestKit;

namespace CompressionPipeline.Stages.Tests;

public class DevicesTests
{
    public class TheResolveMethod
    {
        [Theory]
        [InlineData(DeviceChoice.Auto, true, DeviceChoice.Cuda)]
        [InlineData(DeviceChoice.Auto, false, DeviceChoice.Cpu)]
        [InlineData(DeviceChoice.Cpu, true, DeviceChoice.Cpu)]
        [InlineData(DeviceChoice.Cuda, true, DeviceChoice.Cuda)]
        public void Should_Take_What_Is_There(DeviceChoice choice, bool cuda, DeviceChoice expected)
        {
            // When
            var device = Devices.Resolve(choice, cuda, SilentProgress.Instance);

            // Then
            Assert.Equal(expected, device);
        }

        [Fact]
        public void Should_Say_Which_Device_Auto_Took()
        {
            // Given
            var progress = new RecordingProgress();

            // When
            Devices.Resolve(DeviceChoice.Auto, cudaIsAvailable: false, progress);

            // Then
            Assert.Equal(["device auto: cpu, because libtorch finds no GPU it can use"], progress.Infos);
        }

        [Fact]
        public void Should_Refuse_A_Gpu_That_Is_Not_There()
        {
            // When
            var error = Assert.Throws<PipelineException>(
                () => Devices.Resolve(DeviceChoice.Cuda, cudaIsAvailable: false, SilentProgress.Instance));

            // Then
            Assert.Contains("device: cpu", error.Message);
        }
    }

    public class TheCheckMethod
    {
        [Theory]
        [InlineData(TrainingPrecision.Fp32, false)]
        [InlineData(TrainingPrecision.Fp32, true)]
        [InlineData(TrainingPrecision.Bf16, true)]
        public void Should_Let_Through_What_The_Device_Computes_With(TrainingPrecision precision, bool hasBf16)
        {
            // Then
            Assert.Null(Record.Exception(() => Devices.Check(precision, hasBf16)));
        }

        [Fact]
        public void Should_Refuse_Bf16_Without_Instructions_For_It()
        {
            // When
            var error = Assert.Throws<PipelineException>(() => Devices.Check(TrainingPrecision.Bf16, hasBf16: false));

            // Then
            Assert.Contains("precision: fp32", error.Message);
        }
    }
}
