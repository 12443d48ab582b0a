using CompressionPipeline.Stages.Benchmark.Machine;

namespace CompressionPipeline.Stages.Tests.Benchmark.Machine;

public static class MemoryTests
{
    private sealed class Model : IDisposable
    {
        public bool Gone { get; private set; }

        public void Dispose() => Gone = true;
    }

    // Memory that a test beside it gives back would hide what this one takes.
    [Collection(nameof(Alone))]
    public class OfTheProcess
    {
        private readonly FakeMachine machine = new();

        private void Status(int resident, int highest) =>
            machine.Files["/proc/self/status"] = $"Name:\tBuild\nVmHWM:\t {highest} kB\nVmRSS:\t {resident} kB\n";

        [Fact]
        public void Should_Be_The_Highest_Beyond_What_Was_There_Before()
        {
            // Given
            var model = new Model();
            Status(resident: 1000, highest: 1000);

            // When
            var peak = new ProcessMemory(machine.Readers).PeakOf(() =>
            {
                Status(resident: 1400, highest: 1600);
                return model;
            });

            // Then
            Assert.Equal(600 * 1024, peak);
            Assert.True(model.Gone);
        }

        [Fact]
        public void Should_Not_Be_Told_Where_The_System_Keeps_No_Count()
        {
            // Then
            Assert.Null(new ProcessMemory(machine.Readers).PeakOf(() => new Model()));
        }

        [Fact]
        public void Should_Grow_With_What_This_Process_Takes_On_Linux()
        {
            // Given
            const int size = 64 << 20;
            if (!OperatingSystem.IsLinux())
                return;

            // When
            var peak = new ProcessMemory(new MachineReaders()).PeakOf(() =>
            {
                GC.KeepAlive(Filled(size));
                return new Model();
            });

            // Then: null where a sandbox forbids the count
            Assert.True(peak is null or >= size / 2, $"{peak} bytes for {size}");
        }

        private static byte[] Filled(int size)
        {
            var bytes = GC.AllocateUninitializedArray<byte>(size);
            Array.Fill(bytes, (byte)1);
            return bytes;
        }
    }

    public class OfTheGraphicsCard
    {
        private readonly FakeMachine machine = new();

        private void Card(int used, string processes = "")
        {
            machine.NvidiaSmi["--query-gpu="] = $"Testcard, 550.1, 81559, {used}, 1400, 1500, 40, 0x0000000000000000\n";
            machine.NvidiaSmi["--query-compute-apps="] = processes;
        }

        [Fact]
        public void Should_Be_What_The_Driver_Counts_For_This_Process()
        {
            // Given
            Card(9000, "12, python, 8500\n4711, Build, 500\n");
            var memory = new GpuMemory(machine.Readers);

            // When
            var peak = memory.PeakOf(() =>
            {
                Card(20000, "12, python, 19100\n4711, Build, 900\n");
                return new Model();
            });

            // Then
            Assert.Equal(400L << 20, peak);
        }

        [Fact]
        public void Should_Be_What_The_Card_Counts_Where_The_Driver_Does_Not_Know_This_Process()
        {
            // Given
            Card(500, "99, [Not Found], 500\n");
            var memory = new GpuMemory(machine.Readers);

            // When
            var peak = memory.PeakOf(() =>
            {
                Card(1200);
                return new Model();
            });

            // Then
            Assert.Equal(700L << 20, peak);
        }

        [Fact]
        public void Should_Not_Be_Told_Without_The_Drivers_Tool()
        {
            // Then
            Assert.Null(new GpuMemory(machine.Readers).PeakOf(() => new Model()));
        }
    }
}
