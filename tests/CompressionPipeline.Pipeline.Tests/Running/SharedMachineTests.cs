using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Tests.Fixtures;

namespace CompressionPipeline.Pipeline.Tests.Running;

/// <summary>Runs beside those of other processes.</summary>
public static class SharedMachineTests
{
    public sealed class WhereAnotherProcessBenchmarks : IDisposable
    {
        private readonly PlanFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Wait_And_Say_Why()
        {
            // Given
            var benchmark = FileLock.TryTake(Path.Combine(fixture.Store.Layout.Locks, "machine"));
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            Assert.ThrowsAny<OperationCanceledException>(() => fixture.Run(cancellation: patience.Token));

            // When
            benchmark!.Dispose();
            var summary = fixture.Run();

            // Then
            Assert.Contains("docs/data: waits, because one that measures time has the machine for itself.", fixture.Progress.Infos);
            Assert.Equal(10, summary.Ran);
        }

        [Fact]
        public void Should_Let_Other_Stages_Run_Beside_Each_Other()
        {
            // Given
            using var another = FileLock.TryTake(Path.Combine(fixture.Store.Layout.Locks, "machine"), shared: true);

            // When
            var summary = fixture.Run(fixture.Plan(new PlanSelection { UpTo = ["evaluate"] }));

            // Then
            Assert.Equal(8, summary.Ran);
        }
    }
}
