using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Running;
using CompressionPipeline.Pipeline.Tests.Fixtures;

namespace CompressionPipeline.Pipeline.Tests.Running;

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
            Assert.Equal(first.Artifacts["docs/gate"], second.Verdicts["docs"]);
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
            Assert.Equal(summary.Artifacts["docs/baseline/fine-tune"], seen.Input("model"));
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
            Assert.Equal(plan["docs/baseline/fine-tune"].Key.ToString(), record.Inputs["model"]);
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
        public void Should_Put_There_Whatever_The_Gate_Wrote_And_Nothing_Of_An_Earlier_Run()
        {
            // Given
            fixture.Fakes["gate"].Work = Writing(
                "result.json", "report.html", "cards/old/README.md", "cards/shallow/README.md", "notes");
            fixture.Run();
            fixture.Fakes["gate"].Work = Writing("result.json", "cards/shallow/README.md", "notes/of/this/run.md");
            fixture.Entry = fixture.Entry with { Budgets = [] };

            // When
            fixture.Run();

            // Then
            var results = fixture.InFolder("results/docs");
            Assert.Equal(
                ["artifacts.json", "cards/shallow/README.md", "notes/of/this/run.md", "result.json"],
                Directory.GetFiles(results, "*", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(results, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
            Assert.False(Directory.Exists(Path.Combine(results, "cards", "old")));
            Assert.Equal(
                "3 files: cards/shallow/README.md", File.ReadAllText(Path.Combine(results, "cards", "shallow", "README.md")));

            static Func<StageContext, IReadOnlyList<Metric>> Writing(params string[] names) => context =>
            {
                foreach (var name in names)
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(context.Output(name))!);
                    File.WriteAllText(context.Output(name), $"{names.Length} files: {name}");
                }
                return [];
            };
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

        [Fact]
        public void Should_Keep_Its_Own_Journal_Where_The_Clock_Was_Set_Back()
        {
            // Given
            for (var run = 0; run < 60; run++)
            {
                fixture.Run();
                fixture.Time.Advance(TimeSpan.FromMinutes(1));
            }
            var before = Directory.GetFiles(fixture.InFolder("store/.runs"));

            // When
            fixture.Time.Advance(-TimeSpan.FromDays(400));
            var summary = fixture.Run();

            // Then
            Assert.Equal(0, summary.Ran);
            var added = Assert.Single(Directory.GetFiles(fixture.InFolder("store/.runs")).Except(before));
            Assert.StartsWith("2023", Path.GetFileName(added), StringComparison.Ordinal);
        }
    }
}
