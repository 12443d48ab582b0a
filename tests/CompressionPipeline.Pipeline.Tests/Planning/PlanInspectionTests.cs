using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Tests.Fixtures;
using TestKit;

namespace CompressionPipeline.Pipeline.Tests.Planning;

public static class PlanInspectionTests
{
    public sealed class TheReason : IDisposable
    {
        private readonly PlanFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Be_That_It_Never_Ran()
        {
            // Then
            Assert.Equal("never run", fixture.ReasonOf("gate"));
        }

        [Fact]
        public void Should_Be_That_It_Is_Up_To_Date()
        {
            // Given
            fixture.Run();

            // Then
            Assert.Empty(fixture.Stale());
            Assert.Equal("up to date", fixture.ReasonOf("gate"));
        }

        [Fact]
        public void Should_Name_The_Option_That_Changed_And_For_Later_Stages_The_Input()
        {
            // Given
            fixture.Run();
            fixture.Time.Advance(TimeSpan.FromDays(30));

            // When
            fixture.Set("re-fine-tune", "learning-rate", 0.002);

            // Then
            Assert.Equal("option learning-rate changed 0.001 → 0.002 since 2025-01-01", fixture.ReasonOf("shallow/re-fine-tune"));
            Assert.Equal("input shallow/re-fine-tune changed since 2025-01-01", fixture.ReasonOf("shallow/export"));
            Assert.Equal(
                ["shallow/re-fine-tune", "shallow/export", "shallow/evaluate", "shallow/benchmark", "gate"],
                fixture.Stale());
        }

        [Fact]
        public void Should_Name_Everything_That_Changed()
        {
            // Given
            fixture.Run();

            // When
            fixture.Entry = fixture.Entry with { Seed = 43, Init = new ModelInit { Shape = "docs-mini", Seed = 8 } };

            // Then
            Assert.Equal(
                "input data changed; option init.seed changed 7 → 8; seed changed 42 → 43 since 2025-01-01",
                fixture.ReasonOf("baseline/fine-tune"));
        }

        [Fact]
        public void Should_Tell_Digests_Apart_By_Their_Beginning()
        {
            // Given
            fixture.Run();

            // When
            fixture.Source = "a newer SDK";

            // Then
            var (old, now) = (Digest.OfText("source").Hex[..11], Digest.OfText("a newer SDK").Hex[..11]);
            Assert.Equal($"option source-digest changed {old}… → {now}… since 2025-01-01", fixture.ReasonOf("data"));
        }

        [Fact]
        public void Should_Be_A_Waiver_That_Expired_And_Touch_The_Gate_Alone()
        {
            // Given
            fixture.Entry = fixture.Entry with
            {
                Waivers = [
                    new Waiver("rouge2", BudgetRule.MaxDrop, "retrained in May", new DateOnly(2025, 1, 3))
                    {
                        Location = PlanFixture.At(30),
                    }],
            };
            fixture.Run();
            fixture.Time.Advance(TimeSpan.FromDays(2));
            var onItsLastDay = fixture.Stale();

            // When
            fixture.Time.Advance(TimeSpan.FromDays(1));

            // Then
            Assert.Empty(onItsLastDay);
            Assert.Equal(["gate"], fixture.Stale());
            Assert.Equal(
                "option waivers[rouge2 max-drop retrained in May 2025-01-03].expired changed false → true since 2025-01-01",
                fixture.ReasonOf("gate"));
        }

        [Fact]
        public void Should_Be_A_Baseline_Of_Other_Bytes_And_Touch_The_Gate_Alone()
        {
            // Given
            var path = fixture.Write("released.json", "{}");
            fixture.Entry =
                fixture.Entry with { References = [new NamedReference("released", path, "") { Variant = "shallow" }] };
            fixture.Run();
            var moved = fixture.Write("elsewhere/released.json", "{}");
            fixture.Entry = fixture.Entry with { References = [fixture.Entry.References[0] with { Path = moved }] };
            var afterItMoved = fixture.Stale();

            // When
            fixture.Write("elsewhere/released.json", "{ }");

            // Then
            Assert.Empty(afterItMoved);
            Assert.Equal(["gate"], fixture.Stale());
        }

        [Fact]
        public void Should_Name_New_And_Lost_Inputs()
        {
            // Given
            fixture.Run();

            // When
            fixture.Entry = fixture.Entry with { Variants = [PlanFixture.Variant("small", encoder: 1)] };

            // Then
            Assert.Equal(
                "input small.benchmark is new; input small.evaluate is new; input small.export is new; "
                + "input shallow.benchmark is gone; input shallow.evaluate is gone; "
                + "input shallow.export is gone since 2025-01-01",
                fixture.ReasonOf("gate"));
        }

        [Fact]
        public void Should_Name_Another_Machine_Where_Time_Is_Measured()
        {
            // Given
            fixture.Run();

            // When
            fixture.Machine = fixture.Machine with { Cores = 64 };

            // Then
            Assert.Equal(
                """machine changed "Testium, 2 cores" → "Testium, 64 cores" since 2025-01-01""",
                fixture.ReasonOf("shallow/benchmark"));
            Assert.Equal(["shallow/benchmark", "gate"], fixture.Stale());
        }

        [Fact]
        public void Should_Be_The_Budget_For_The_Gate_Alone()
        {
            // Given
            fixture.Run();

            // When
            fixture.Entry = fixture.Entry with { Budgets = [new Budget("rouge2", BudgetRule.MaxDrop, 1.5)] };

            // Then
            Assert.Equal(["gate"], fixture.Stale());
            Assert.Equal("option budgets[rouge2 max-drop].limit changed 3 → 1.5 since 2025-01-01", fixture.ReasonOf("gate"));
        }

        [Fact]
        public void Should_Name_The_Damaged_File_And_Leave_It_Where_It_Is()
        {
            // Given
            var artifact = fixture.Run().Artifacts["docs/shallow/prune"];
            File.WriteAllText(artifact.File("output.txt"), "tampered with");

            // Then
            Assert.StartsWith(
                "artifact damaged: output.txt has 13 bytes", fixture.ReasonOf("shallow/prune"), StringComparison.Ordinal);
            Assert.Equal(["shallow/prune"], fixture.Stale());
            Assert.True(Directory.Exists(artifact.Folder));
        }

        [Fact]
        public void Should_Be_That_The_Artifact_Is_Gone()
        {
            // Given
            Directory.Delete(fixture.Run().Artifacts["docs/shallow/prune"].Folder, recursive: true);

            // Then
            Assert.Equal("artifact no longer in the store", fixture.ReasonOf("shallow/prune"));
        }

        [Fact]
        public void Should_Survive_A_History_That_A_Kill_Cut_Short()
        {
            // Given
            fixture.Run();
            var history = fixture.InFolder("store/history.jsonl");
            File.WriteAllText(history, File.ReadAllText(history)[..^20]);
            fixture.Set("prune", "learning-rate", 0.5);

            // When
            fixture.Run();

            // Then
            fixture.Set("prune", "learning-rate", 0.25);
            Assert.Equal("option learning-rate changed 0.5 → 0.25 since 2025-01-01", fixture.ReasonOf("shallow/prune"));
            Assert.Equal("never run", NewlyPlanned("gate-that-never-was"));

            string NewlyPlanned(string model) =>
                PlanInspection.Of(fixture.Plan(null, fixture.Entry with { Key = model }), fixture.Store)[^1].Reason;
        }
    }

    public sealed class TheHistory : IDisposable
    {
        private readonly PlanFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Theory]
        [MemberData(nameof(MalformedJson.Names), MemberType = typeof(MalformedJson))]
        public void Should_Pass_Over_Lines_That_Are_Not_Strict_Json(string name) => PassesOver(MalformedJson.Bytes(name));

        [Theory]
        [InlineData("""{"id":"docs/shallow/prune","time":"2025-01-01T00:00:00Z","key":"prune/0"}""")]
        [InlineData("""{"id":"docs/shallow/prune","time":"2025-01-01T00:00:00Z","key":"prune/0","material":null,"inputs":{}}""")]
        [InlineData("""{"id":null,"time":"2025-01-01T00:00:00Z","key":"prune/0","material":{},"inputs":{}}""")]
        [InlineData("""{"id":"docs/shallow/prune","time":"yesterday","key":"prune/0","material":{},"inputs":{}}""")]
        [InlineData("17")]
        public void Should_Pass_Over_Lines_That_Lack_Something(string line) => PassesOver(Encoding.UTF8.GetBytes(line));

        private void PassesOver(byte[] damage)
        {
            // Given
            fixture.Run();
            var history = fixture.InFolder("store/history.jsonl");
            File.WriteAllBytes(history, [.. File.ReadAllBytes(history), .. damage, (byte)'\n']);

            // When
            fixture.Set("prune", "learning-rate", 0.5);

            // Then
            Assert.Contains("option learning-rate changed", fixture.ReasonOf("shallow/prune"), StringComparison.Ordinal);
        }
    }

    public sealed class TheText : IDisposable
    {
        private readonly PlanFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Read_As_Approved()
        {
            // Given
            fixture.Run();
            fixture.Time.Advance(TimeSpan.FromDays(1));
            var before = PlanText.Render(PlanInspection.Of(fixture.Plan(), fixture.Store));
            fixture.Set("re-fine-tune", "learning-rate", 0.002);

            // When
            var after = PlanText.Render(PlanInspection.Of(fixture.Plan(), fixture.Store));

            // Then
            Approve.Text($"Nothing changed:\n\n{before}\nAnother learning rate:\n\n{after}", "PlanText");
        }
    }
}
