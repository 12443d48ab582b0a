using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Engine.Tests;

public static class RunnerTests
{
    public sealed class TheRunMethod : IDisposable
    {
        private readonly PlanFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Run_Everything_Once_And_Then_Nothing()
        {
            // When
            var (first, second) = (fixture.Run(), fixture.Run());

            // Then
            Assert.Equal(10, first.Ran);
            Assert.Equal(0, second.Ran);
            Assert.Equal(2, fixture.Fakes["export"].Runs);
            Assert.All(second.Stages, stage => Assert.Equal(OutcomeKind.UpToDate, stage.Kind));
            Assert.Equal(first.Artifacts["docs/gate"], second.Gates["docs"]);
        }

        [Fact]
        public void Should_Run_Only_The_Gate_After_A_Changed_Budget()
        {
            // Given
            fixture.Run();
            fixture.Entry = fixture.Entry with { Budgets = [new Budget("rouge2", BudgetRule.MaxDrop, 1.5)] };

            // When
            var summary = fixture.Run();

            // Then
            Assert.Equal("docs/gate", Assert.Single(summary.Stages, stage => stage.Kind == OutcomeKind.Ran).Id);
        }

        [Fact]
        public void Should_Run_Again_Only_What_Was_Damaged()
        {
            // Given
            var artifacts = fixture.Run().Artifacts;
            File.AppendAllText(artifacts["docs/shallow/prune"].File("output.txt"), " ");

            // When
            var summary = fixture.Run();

            // Then
            Assert.Equal("docs/shallow/prune", Assert.Single(summary.Stages, stage => stage.Kind == OutcomeKind.Ran).Id);
            Assert.Contains("is damaged", Assert.Single(fixture.Progress.Warnings), StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Give_A_Stage_Its_Options_Seed_And_Inputs()
        {
            // Given
            StageContext? seen = null;
            var write = fixture.Fakes["prune"].Work;
            fixture.Fakes["prune"].Work = context => write(seen = context);

            // When
            var summary = fixture.Run();

            // Then
            Assert.Equal(2, seen!.Options["decoder-layers"]!.GetValue<int>());
            Assert.Equal(42, seen.Seed);
            Assert.Equal(summary.Artifacts["docs/base/fine-tune"], seen.Input("model"));
            Assert.Same(fixture.Time, seen.Time);
        }

        [Fact]
        public void Should_Record_What_Ran_And_How()
        {
            // Given
            var write = fixture.Fakes["prune"].Work;
            fixture.Fakes["prune"].Work = context =>
            {
                fixture.Time.Advance(TimeSpan.FromSeconds(90));
                write(context);
                return [new Metric("parameters", "count", Direction.LowerIsBetter, 100) { Samples = [100] }];
            };

            // When
            var plan = fixture.Plan();
            var outcome = fixture.Run(plan).Stages.Single(stage => stage.Id == "docs/shallow/prune");
            var record = fixture.Store.Record(plan["docs/shallow/prune"].Key)!;

            // Then
            Assert.Equal(90, record.DurationSeconds);
            Assert.Equal(fixture.Time.GetUtcNow() - TimeSpan.FromSeconds(90), record.Started);
            Assert.Equal(plan["docs/base/fine-tune"].Key.ToString(), record.Inputs["model"]);
            Assert.Equal(100, Assert.Single(record.Metrics).Value);
            Assert.Equal((OutcomeKind.Ran, "never run", 90.0), (outcome.Kind, outcome.Reason, outcome.DurationSeconds));
            Assert.Equal(100, Assert.Single(outcome.Metrics).Value);
        }

        [Fact]
        public void Should_Speak_Of_What_It_Runs_And_What_It_Skips()
        {
            // Given
            var plan = fixture.Plan();

            // When
            fixture.Run(plan);
            fixture.Run(plan);

            // Then
            var key = plan["docs/shallow/prune"].Key.Digest.Short;
            Assert.Equal(
                [
                    "docs/shallow/prune: runs, never run",
                    $"docs/shallow/prune: done in 0.0 s (key {key}…)",
                    $"docs/shallow/prune: up to date (key {key}…)",
                ],
                fixture.Progress.Infos.Where(info => info.StartsWith("docs/shallow/prune", StringComparison.Ordinal)));
        }

        [Fact]
        public void Should_Put_Verdict_Report_And_The_Way_To_Each_Artifact_Into_The_Results_Folder()
        {
            // Given
            fixture.Run();
            var results = fixture.InFolder("results/docs");
            Directory.Delete(results, recursive: true);

            // When
            var summary = fixture.Run();

            // Then
            Assert.Equal("""{"verdict":"pass"}""", File.ReadAllText(Path.Combine(results, "result.json")));
            Assert.True(File.Exists(Path.Combine(results, "report.md")));
            var index = JsonNode.Parse(File.ReadAllText(Path.Combine(results, "artifacts.json")))!;
            Assert.Equal(summary.Artifacts["docs/shallow/export"].Folder, index["docs/shallow/export"]!.GetValue<string>());
        }

        [Fact]
        public void Should_Write_A_Summary_Of_Each_Run_And_Keep_The_Newest_Fifty()
        {
            // When
            for (var run = 0; run < 52; run++)
            {
                fixture.Run();
                fixture.Time.Advance(TimeSpan.FromMinutes(1));
            }

            // Then
            var runs = Directory.GetFiles(fixture.InFolder("store/.runs"));
            Assert.Equal(50, runs.Length);
            var newest = JsonNode.Parse(File.ReadAllText(runs.Order().Last()))!;
            Assert.Equal("up-to-date", newest["stages"]![0]!["kind"]!.GetValue<string>());
        }
    }

    public sealed class WhereAStageFails : IDisposable
    {
        private readonly PlanFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Name_The_Stage_Before_What_The_User_Can_Mend()
        {
            // Given
            fixture.Fakes["fine-tune"].Work = _ => throw new PipelineException("config.json is of another architecture.");

            // When
            var fault = Assert.Throws<PipelineException>(() => fixture.Run());

            // Then
            Assert.Equal("docs/base/fine-tune: config.json is of another architecture.", fault.Message);
        }

        [Fact]
        public void Should_Keep_The_Stack_Trace_Of_What_The_User_Cannot_Mend()
        {
            // Given
            var inner = new InvalidOperationException("shape mismatch");
            fixture.Fakes["fine-tune"].Work = _ => throw inner;

            // When
            var fault = Assert.Throws<StageFailedException>(() => fixture.Run());

            // Then
            Assert.Equal("docs/base/fine-tune", fault.Id);
            Assert.Equal("docs/base/fine-tune failed: shape mismatch", fault.Message);
            Assert.Same(inner, fault.InnerException);
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
            Assert.Equal(["docs/data", "docs/base/fine-tune", "docs/base/export", "docs/base/evaluate"],
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
            var last = JsonNode.Parse(File.ReadAllText(Assert.Single(Directory.GetFiles(fixture.InFolder("store/.runs")))))!["stages"]!.AsArray()[^1]!;
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
            var fault = Assert.Throws<PipelineException>(() => fixture.Run());

            // Then
            Assert.StartsWith("docs/base/export: The disk that holds", fault.Message, StringComparison.Ordinal);
            Assert.Contains("Free some space", fault.Message, StringComparison.Ordinal);
            Assert.Null(fixture.Store.Find(fixture.Plan()["docs/base/export"].Key));
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
            Assert.Contains(fixture.Progress.Infos, info => info.StartsWith("docs/base/fine-tune: stopped.", StringComparison.Ordinal));
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
            var untilFineTune = fixture.Plan(new PlanSelection { UpTo = "fine-tune" });

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

    public sealed class WhereAnotherProcessBenchmarks : IDisposable
    {
        private readonly PlanFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Wait_And_Say_Why()
        {
            // Given
            var benchmark = StoreLock.TryTake(Path.Combine(fixture.Store.Layout.Locks, "machine"));
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            Assert.ThrowsAny<OperationCanceledException>(() => fixture.Run(cancellation: patience.Token));

            // When
            benchmark!.Dispose();
            var summary = fixture.Run();

            // Then
            Assert.Contains("docs/data: waits, because a benchmark needs the machine for itself.", fixture.Progress.Infos);
            Assert.Equal(10, summary.Ran);
        }

        [Fact]
        public void Should_Let_Other_Stages_Run_Beside_Each_Other()
        {
            // Given
            using var another = StoreLock.TryTake(Path.Combine(fixture.Store.Layout.Locks, "machine"), shared: true);

            // When
            var summary = fixture.Run(fixture.Plan(new PlanSelection { UpTo = "evaluate" }));

            // Then
            Assert.Equal(8, summary.Ran);
        }
    }
}
