using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Tests.Fixtures;

namespace CompressionPipeline.Pipeline.Tests.Planning;

public static class PlannerTests
{
    public sealed class TheBuildMethod : IDisposable
    {
        private readonly PlanFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Plan_The_Unpruned_Model_Then_Each_Variant_With_Its_Benchmark_Then_The_Gate()
        {
            // When
            var plan = fixture.Plan();

            // Then
            Assert.Equal(
                [
                    "docs/data",
                    "docs/baseline/fine-tune", "docs/baseline/export", "docs/baseline/evaluate",
                    "docs/shallow/prune", "docs/shallow/re-fine-tune", "docs/shallow/export", "docs/shallow/evaluate",
                    "docs/shallow/benchmark", "docs/gate",
                ],
                plan.Stages.Select(stage => stage.Id));
        }

        [Fact]
        public void Should_Take_The_Checkpoint_Of_The_Baseline_Where_A_Variant_Differs_In_What_Ships_Alone()
        {
            // Given
            var small = new Variant
            {
                Name = "small",
                Options = new Dictionary<string, JsonObject> { ["export"] = new() { ["device"] = "small" } },
                HasBaselineCheckpoint = true,
                Location = PlanFixture.At(16),
            };
            fixture.Entry = fixture.Entry with { Variants = [.. fixture.Entry.Variants, small] };

            // When
            var plan = fixture.Plan();

            // Then
            Assert.Equal(
                ["docs/small/export", "docs/small/evaluate", "docs/small/benchmark"],
                plan.Of("docs/small").Select(stage => stage.Id));
            Assert.Equal("docs/baseline/fine-tune", plan["docs/small/export"].Inputs["model"]);
            Assert.Equal("docs/baseline/fine-tune", plan["docs/small/benchmark"].Inputs["variant.checkpoint"]);
            Assert.NotEqual(plan["docs/baseline/export"].Key, plan["docs/small/export"].Key);
        }

        [Theory]
        [InlineData("docs/data", "")]
        [InlineData("docs/baseline/fine-tune", "data=docs/data")]
        [InlineData("docs/baseline/export", "data=docs/data model=docs/baseline/fine-tune")]
        [InlineData("docs/baseline/evaluate", "data=docs/data model=docs/baseline/export")]
        [InlineData("docs/shallow/prune", "model=docs/baseline/fine-tune")]
        [InlineData("docs/shallow/re-fine-tune", "data=docs/data model=docs/shallow/prune")]
        [InlineData("docs/shallow/export", "data=docs/data model=docs/shallow/re-fine-tune")]
        [InlineData(
            "docs/shallow/benchmark", "baseline=docs/baseline/export baseline.checkpoint=docs/baseline/fine-tune data=docs/data "
                + "variant=docs/shallow/export variant.checkpoint=docs/shallow/re-fine-tune")]
        [InlineData(
            "docs/gate", "baseline.evaluate=docs/baseline/evaluate baseline.export=docs/baseline/export data=docs/data "
                + "shallow.benchmark=docs/shallow/benchmark shallow.evaluate=docs/shallow/evaluate "
                + "shallow.export=docs/shallow/export")]
        public void Should_Give_Each_Stage_Its_Inputs_By_Role(string id, string expected)
        {
            // When
            var inputs = fixture.Plan()[id].Inputs.OrderBy(input => input.Key, StringComparer.Ordinal);

            // Then
            Assert.Equal(expected, string.Join(' ', inputs.Select(input => $"{input.Key}={input.Value}")));
        }

        [Fact]
        public void Should_Tell_Each_Stage_What_The_Manifest_Says_Of_It()
        {
            // When
            var plan = fixture.Plan();

            // Then
            Assert.Equal(Digest.OfText("source").Hex, plan["docs/data"].Options["source-digest"]!.GetValue<string>());
            Assert.Equal(Digest.OfText("pieces").Hex, plan["docs/data"].Options["tokenizer-digest"]!.GetValue<string>());
            Assert.Equal(
                """{"checkpoint":null,"checkpoint-digest":null,"hub":null,"package":null,"revision":null,"seed":"""
                    + """7,"shape":"docs-mini","version":null}""",
                OptionsJson.Canonical(plan["docs/baseline/fine-tune"].Options["init"]));
            Assert.Null(plan["docs/shallow/re-fine-tune"].Options["init"]);
            Assert.Equal(2, plan["docs/shallow/prune"].Options["decoder-layers"]!.GetValue<int>());
            Assert.Null(plan["docs/shallow/prune"].Options["encoder-layers"]);
            Assert.Equal("cpu", plan["docs/shallow/benchmark"].Options["device"]!.GetValue<string>());
            Assert.Equal("docs", plan["docs/gate"].Options["model"]!.GetValue<string>());
            Assert.Equal("max-drop", plan["docs/gate"].Options["budgets"]![0]!["rule"]!.GetValue<string>());
            Assert.All(plan.Stages, stage => Assert.Equal(42, stage.Seed));
        }

        [Fact]
        public void Should_Tell_The_Gate_What_To_Pick_What_Is_Waived_And_What_To_Compare_With()
        {
            // Given
            var file = fixture.Write("released.json", "{}");
            fixture.Entry = fixture.Entry with
            {
                Pick = new Pick("latency") { Within = new Dictionary<string, double> { ["rouge2"] = 1 } },
                Waivers = [new Waiver("rouge2", BudgetRule.MaxDrop, "retrained in May", new DateOnly(2024, 12, 31))],
                References = [new NamedReference("released", file, "")],
            };

            // When
            var options = fixture.Plan()["docs/gate"].Options;

            // Then
            Assert.Equal(
                """{"batch-size":1,"best":"latency","location":null,"within":{"rouge2":1}}""",
                OptionsJson.Canonical(options["pick"]));
            Assert.Equal("2024-12-31", options["waivers"]![0]!["expires"]!.GetValue<string>());
            Assert.True(options["waivers"]![0]!["expired"]!.GetValue<bool>());
            Assert.Equal(Digest.OfText("{}").Hex, options["references"]![0]!["digest"]!.GetValue<string>());
        }

        [Fact]
        public void Should_Know_A_Base_Checkpoint_By_Its_Bytes()
        {
            // Given
            var path = Path.GetDirectoryName(fixture.Write("checkpoint/model.safetensors", "weights"))!;
            fixture.Entry = fixture.Entry with { Init = new ModelInit { Checkpoint = path } };

            // When
            var options = fixture.Plan()["docs/baseline/fine-tune"].Options["init"]!;

            // Then
            Assert.Equal(path, options["checkpoint"]!.GetValue<string>());
            Assert.Equal(Digest.OfFolder(path).Hex, options["checkpoint-digest"]!.GetValue<string>());
        }

        [Fact]
        public void Should_Read_A_Digest_Once_However_Often_It_Plans()
        {
            // Given
            var reads = 0;
            var stages = fixture.Fakes.ToDictionary(fake => fake.Key, fake => (IStage)fake.Value);
            var planner = new Planner(stages, _ => Digest.OfText($"read {++reads}"), fixture.Machine);
            var manifest = new PipelineManifest { Path = "models.yaml", Models = [fixture.Entry] };

            // When
            var (first, second) = (planner.Build(manifest), planner.Build(manifest));

            // Then
            Assert.Equal(1, reads);
            Assert.Equal(first["docs/gate"].Key, second["docs/gate"].Key);
        }

        [Fact]
        public void Should_Plan_No_Benchmark_And_No_Gate_Where_There_Is_Nothing_To_Compare()
        {
            // Given
            fixture.Entry = fixture.Entry with { Variants = [] };

            // When
            var plan = fixture.Plan();

            // Then
            Assert.Equal(
                ["docs/data", "docs/baseline/fine-tune", "docs/baseline/export", "docs/baseline/evaluate"],
                plan.Stages.Select(stage => stage.Id));
        }

        [Fact]
        public void Should_Share_The_Work_Of_Two_Entries_That_Say_The_Same()
        {
            // When
            var plan = fixture.Plan(null, fixture.Entry, fixture.Entry with { Key = "twin" });

            // Then
            Assert.Equal(plan["docs/baseline/fine-tune"].Key, plan["twin/baseline/fine-tune"].Key);
            Assert.NotEqual(plan["docs/gate"].Key, plan["twin/gate"].Key);
        }

        [Fact]
        public void Should_Name_The_Stage_Whose_Options_Do_Not_Fit()
        {
            // Given
            fixture.Set("prune", "lerning-rate", 1);

            // When
            var error = Assert.Throws<PipelineException>(() => fixture.Plan());

            // Then
            Assert.Contains("docs/shallow/prune: the options do not fit AnyOptions", error.Message, StringComparison.Ordinal);
            Assert.Contains("lerning-rate", error.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Refuse_A_Variant_That_Is_Called_As_A_Role_Of_The_Gate()
        {
            // Given
            fixture.Entry = fixture.Entry with { Variants = [PlanFixture.Variant("data", decoder: 1)] };

            // When
            var error = Assert.Throws<PipelineException>(() => fixture.Plan());

            // Then
            Assert.Contains("models.yaml(15,1): a variant cannot be called 'data'", error.Message, StringComparison.Ordinal);
        }
    }

    public sealed class TheSelection : IDisposable
    {
        private readonly PlanFixture fixture = new();

        public TheSelection() => fixture.Entry = fixture.Entry with
        {
            Variants = [PlanFixture.Variant("shallow", decoder: 2), PlanFixture.Variant("small", encoder: 2, decoder: 2)],
        };

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Narrow_To_A_Model()
        {
            // When
            var plan = fixture.Plan(new PlanSelection { Model = "twin" }, fixture.Entry, fixture.Entry with { Key = "twin" });

            // Then
            Assert.All(plan.Stages, stage => Assert.Equal("twin", stage.Model));
        }

        [Fact]
        public void Should_Narrow_To_A_Variant_Beside_The_Unpruned_Model()
        {
            // When
            var plan = fixture.Plan(new PlanSelection { Variant = "small" });

            // Then
            Assert.DoesNotContain(plan.Stages, stage => stage.Id.Contains("shallow", StringComparison.Ordinal));
            Assert.Contains("docs/small/benchmark", plan.Stages.Select(stage => stage.Id));
            Assert.Equal(
                ["baseline", "small"],
                plan["docs/gate"].Inputs.Keys.Where(role => role.Contains('.', StringComparison.Ordinal))
                    .Select(role => role.Split('.')[0]).Distinct().Order());
        }

        [Fact]
        public void Should_Narrow_To_The_Unpruned_Model_Alone()
        {
            // When
            var plan = fixture.Plan(new PlanSelection { Variant = "baseline" });

            // Then
            Assert.Equal("docs/baseline/evaluate", plan.Stages[^1].Id);
        }

        [Fact]
        public void Should_Stop_After_A_Stage_And_Plan_Only_What_Leads_To_It()
        {
            // When
            var plan = fixture.Plan(new PlanSelection { UpTo = ["prune"] });

            // Then
            Assert.Equal(
                ["docs/data", "docs/baseline/fine-tune", "docs/shallow/prune", "docs/small/prune"],
                plan.Stages.Select(stage => stage.Id));
        }

        [Fact]
        public void Should_Not_Change_Keys()
        {
            // When
            var (all, some) = (fixture.Plan(), fixture.Plan(new PlanSelection { Variant = "small", UpTo = ["evaluate"] }));

            // Then
            Assert.All(some.Stages, stage => Assert.Equal(all[stage.Id].Key, stage.Key));
        }

        [Theory]
        [InlineData("dosc", null, null, "models.yaml has no model 'dosc'. Did you mean 'docs'?")]
        [InlineData(null, "shalow", null, "models.yaml has no variant 'shalow'. Did you mean 'shallow'?")]
        [InlineData(null, null, "prone", "has no stage 'prone'. Did you mean 'prune'?")]
        public void Should_Say_What_Was_Meant_Where_It_Names_What_Is_Not_There(
            string? model, string? variant, string? upTo, string said)
        {
            // When
            var error = Assert.Throws<PipelineException>(
                () => fixture.Plan(new PlanSelection { Model = model, Variant = variant, UpTo = upTo is null ? [] : [upTo] }));

            // Then
            Assert.Contains(said, error.Message, StringComparison.Ordinal);
        }
    }
}
