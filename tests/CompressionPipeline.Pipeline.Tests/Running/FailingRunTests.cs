using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Running;
using CompressionPipeline.Pipeline.Tests.Fixtures;

namespace CompressionPipeline.Pipeline.Tests.Running;

/// <summary>Runs that end before the plan does.</summary>
public static class FailingRunTests
{
    public sealed class WhereAStageFails : IDisposable
    {
        private readonly PlanFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Name_The_Stage_Before_What_The_User_Can_Fix()
        {
            // Given
            fixture.Fakes["fine-tune"].Work = _ => throw new PipelineException("config.json is of another architecture.");

            // When
            var error = Assert.Throws<PipelineException>(() => fixture.Run());

            // Then
            Assert.Equal("docs/baseline/fine-tune: config.json is of another architecture.", error.Message);
        }

        [Fact]
        public void Should_Keep_The_Stack_Trace_Of_What_The_User_Cannot_Fix()
        {
            // Given
            var inner = new InvalidOperationException("shape mismatch");
            fixture.Fakes["fine-tune"].Work = _ => throw inner;

            // When
            var error = Assert.Throws<StageFailedException>(() => fixture.Run());

            // Then
            Assert.Equal("docs/baseline/fine-tune", error.Id);
            Assert.Equal("docs/baseline/fine-tune failed: shape mismatch.", error.Message);
            Assert.Same(inner, error.InnerException);
        }

        [Fact]
        public void Should_Keep_What_Was_Finished_And_Publish_Nothing_Of_What_Failed()
        {
            // Given
            var works = fixture.Fakes["prune"].Work;
            fixture.Fakes["prune"].Work = context =>
            {
                works(context);
                throw new PipelineException("No.");
            };
            Assert.Throws<PipelineException>(() => fixture.Run());

            // When
            fixture.Fakes["prune"].Work = works;
            var summary = fixture.Run();

            // Then
            Assert.Equal(["docs/data", "docs/baseline/fine-tune", "docs/baseline/export", "docs/baseline/evaluate"],
                summary.Stages.Where(stage => stage.Kind == OutcomeKind.UpToDate).Select(stage => stage.Id));
            Assert.Equal(2, fixture.Fakes["prune"].Runs);
        }

        [Fact]
        public void Should_Write_Into_The_Summary_What_Failed_And_Why()
        {
            // Given
            fixture.Fakes["prune"].Work = _ => throw new PipelineException("No.");

            // When
            Assert.Throws<PipelineException>(() => fixture.Run());

            // Then
            var last = JsonNode.Parse(
                File.ReadAllText(Assert.Single(Directory.GetFiles(fixture.InFolder("store/.runs")))))!["stages"]!.AsArray()[^1]!;
            Assert.Equal("failed", last["kind"]!.GetValue<string>());
            Assert.Equal("docs/shallow/prune: No.", last["reason"]!.GetValue<string>());
        }

        [Fact]
        public void Should_Say_That_The_Disk_Is_Full_Where_A_Stage_Hits_A_Full_Device()
        {
            // Given: Linux has a device that is always full.
            const string full = "/dev/full";
            if (!File.Exists(full))
                return;
            fixture.Fakes["export"].Work = _ =>
            {
                File.WriteAllText(full, "weights");
                return [];
            };

            // When
            var error = Assert.Throws<PipelineException>(() => fixture.Run());

            // Then
            Assert.Contains("docs/baseline/export: The disk that holds", error.Message, StringComparison.Ordinal);
            Assert.Contains("Free some space", error.Message, StringComparison.Ordinal);
            Assert.Null(fixture.Store.Find(fixture.Plan()["docs/baseline/export"].Key));
        }
    }

    public sealed class WhereOneOfSeveralVariantsFails : IDisposable
    {
        private readonly PlanFixture fixture = new();

        public WhereOneOfSeveralVariantsFails() => fixture.Entry = fixture.Entry with
        {
            Variants = [.. Enumerable.Range(1, 3).Select(layers => PlanFixture.Variant($"decoder-{layers}", decoder: layers))],
        };

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Still_Make_The_Others_And_Then_Throw_What_Was_Thrown()
        {
            // Given
            var inner = new InvalidOperationException("shape mismatch");
            Fail(inner, 1);

            // When
            var error = Assert.Throws<StageFailedException>(() => fixture.Run());

            // Then
            Assert.Same(inner, error.InnerException);
            var lacking = fixture.Plan().Stages.Where(stage => fixture.Store.Find(stage.Key) is null).Select(stage => stage.Id);
            Assert.All(lacking, id => Assert.Matches("^docs/(decoder-1/.*|gate)$", id));
            Assert.Equal(
                "docs/decoder-1/prune failed: shape mismatch. What does not need docs/decoder-1/prune goes on.",
                Assert.Single(fixture.Progress.Warnings));
        }

        [Fact]
        public void Should_Tell_Every_Error_At_The_End()
        {
            // Given
            Fail(new PipelineException("No."), 3, 1);

            // When
            var error = Assert.Throws<PipelineException>(() => fixture.Run());

            // Then
            Assert.Equal("2 stages failed:\ndocs/decoder-1/prune: No.\ndocs/decoder-3/prune: No.", error.Message);
        }

        [Fact]
        public void Should_Make_Only_What_Is_Missing_Once_The_Error_Is_Fixed()
        {
            // Given
            var works = fixture.Fakes["prune"].Work;
            Fail(new PipelineException("No."), 2);
            Assert.Throws<PipelineException>(() => fixture.Run());

            // When
            fixture.Fakes["prune"].Work = works;
            var summary = fixture.Run();

            // Then
            Assert.All(
                summary.Stages.Where(stage => stage.Kind == OutcomeKind.Ran),
                stage => Assert.Matches("^docs/(decoder-2/.*|gate)$", stage.Id));
            Assert.Single(summary.Verdicts);
        }

        private void Fail(Exception error, params int[] layers)
        {
            var works = fixture.Fakes["prune"].Work;
            fixture.Fakes["prune"].Work = context =>
                layers.Contains(context.Options["decoder-layers"]!.GetValue<int>()) ? throw error : works(context);
        }
    }

    public sealed class WhereTheUserStops : IDisposable
    {
        private readonly PlanFixture fixture = new();
        private readonly CancellationTokenSource stop = new();

        public void Dispose()
        {
            stop.Dispose();
            fixture.Dispose();
        }

        [Fact]
        public void Should_Not_Begin_The_Next_Stage()
        {
            // Given
            var works = fixture.Fakes["data"].Work;
            fixture.Fakes["data"].Work = context =>
            {
                stop.Cancel();
                return works(context);
            };

            // When
            Assert.ThrowsAny<OperationCanceledException>(() => fixture.Run(cancellation: stop.Token));

            // Then
            Assert.Equal(0, fixture.Fakes["fine-tune"].Runs);
            Assert.NotNull(fixture.Store.Find(fixture.Plan()["docs/data"].Key));
            Assert.Contains(
                fixture.Progress.Infos, info => info.StartsWith("docs/baseline/fine-tune: stopped.", StringComparison.Ordinal));
        }

        [Fact]
        public void Should_Keep_The_Checkpoint_For_The_Next_Run_And_Drop_It_After_Success()
        {
            // Given
            var resumedFrom = "nothing";
            var works = fixture.Fakes["fine-tune"].Work;
            fixture.Fakes["fine-tune"].Work = context =>
            {
                var checkpoint = Path.Combine(context.ScratchFolder, "checkpoint");
                resumedFrom = File.Exists(checkpoint) ? File.ReadAllText(checkpoint) : "nothing";
                File.WriteAllText(checkpoint, "step 200");
                context.Cancellation.ThrowIfCancellationRequested();
                return works(context);
            };
            var untilFineTune = fixture.Plan(new PlanSelection { UpTo = ["fine-tune"] });

            // When
            StoppedInsideFineTune(untilFineTune);
            fixture.Run(untilFineTune);

            // Then
            Assert.Equal("step 200", resumedFrom);
            Assert.Empty(fixture.Store.Layout.ScratchEntries());
        }

        private void StoppedInsideFineTune(Plan plan)
        {
            using var inside = new CancellationTokenSource();
            var works = fixture.Fakes["fine-tune"].Work;
            fixture.Fakes["fine-tune"].Work = context =>
            {
                inside.Cancel();
                return works(context);
            };
            Assert.ThrowsAny<OperationCanceledException>(() => fixture.Run(plan, inside.Token));
            fixture.Fakes["fine-tune"].Work = works;
        }
    }
}
