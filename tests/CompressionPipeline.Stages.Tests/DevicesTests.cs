using CompressionPipeline.Core;
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
            var error = Assert.Throws<PipelineException>(() => Devices.Resolve(DeviceChoice.Cuda, cudaIsAvailable: false, SilentProgress.Instance));

            // Then
            Assert.Contains("device: cpu", error.Message);
        }
    }
}
