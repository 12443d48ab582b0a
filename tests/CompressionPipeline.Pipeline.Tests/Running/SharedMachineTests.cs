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
            Assert.Contains(
                "docs/data: waits, because one that measures time has the machine for itself.", fixture.Progress.Infos);
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

    public sealed class WhereAnotherProcessIsAtAStage : IDisposable
    {
        private readonly PlanFixture fixture = new();

        public WhereAnotherProcessIsAtAStage() => fixture.Entry = fixture.Entry with
        {
            Variants = [PlanFixture.Variant("shallow", decoder: 2), PlanFixture.Variant("narrow", encoder: 2)],
        };

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Do_What_Else_There_Is_And_Then_Wait()
        {
            // Given: a training in other hands until everything else is done
            var plan = fixture.Plan();
            var theirs = FileLock.TryTake(fixture.Store.Layout.Lock(plan["docs/shallow/re-fine-tune"].Key));
            fixture.Fakes["benchmark"].Work = _ =>
            {
                theirs?.Dispose();
                return [];
            };

            // When
            var summary = fixture.Run(plan);

            // Then
            List<string> order = [.. summary.Stages.Select(stage => stage.Id)];
            Assert.True(order.IndexOf("docs/narrow/benchmark") < order.IndexOf("docs/shallow/re-fine-tune"));
            Assert.Equal(plan.Stages.Count, summary.Ran);
            Assert.Equal("docs/gate", order[^1]);
        }

        [Fact]
        public async Task Should_Measure_Time_Last_Where_The_Machine_Is_Not_Free()
        {
            // Given
            var plan = fixture.Plan();
            using var training = FileLock.TryTake(Path.Combine(fixture.Store.Layout.Locks, "machine"), shared: true);
            using var stop = new CancellationTokenSource();

            // When
            var run = Task.Run(() => fixture.Run(plan, stop.Token));
            SpinWait.SpinUntil(() => run.IsCompleted
                || fixture.Progress.Infos.Any(info => info.Contains("waits until it has the machine", StringComparison.Ordinal)));
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

            // Then
            var left = plan.Stages.Where(stage => fixture.Store.Find(stage.Key) is null).Select(stage => stage.Id);
            Assert.Equal(["docs/shallow/benchmark", "docs/narrow/benchmark", "docs/gate"], left);
        }
    }
}
