using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Tests.Manifest;

public static class ManifestReaderTests
{
    public sealed class TheReadMethod : ManifestFixture
    {
        [Fact]
        public void Should_Read_An_Entry()
        {
            // When
            var model = ReadEntry(Entry).Models.Single();

            // Then
            Assert.Equal("m", model.Key);
            Assert.Equal(new ModelInit { Shape = "docs-mini", Seed = 42 }, model.Init);
            Assert.Equal(Folder.File("t.model"), model.TokenizerPath);
            Assert.Equal(Folder.File("recipe.yaml"), model.RecipePath);
            Assert.Equal("auto", model.Device);
            Assert.Equal(42, model.Seed);
            Assert.Equal("dotnet-docs", (string?)model.StageOptions["data"]["source"]);
            Assert.Equal((3, 3), (model.Location.Line, model.Location.Column));
        }

        [Fact]
        public void Should_Take_The_Tokenizer_Of_The_Checkpoint_Where_None_Is_Named()
        {
            // Given
            var entry = Entry.Replace("shape: docs-mini", "checkpoint: checkpoint", StringComparison.Ordinal).Replace(
                "tokenizer: t.model", "seed: 7", StringComparison.Ordinal);

            // When
            var model = ReadEntry(entry).Models.Single();

            // Then
            Assert.Equal(Folder.File("checkpoint", "spiece.model"), model.TokenizerPath);
            Assert.Equal(Folder.File("checkpoint"), model.Init.Checkpoint);
            Assert.Equal(7, model.Seed);
        }

        [Fact]
        public void Should_Keep_The_Order_Of_The_Models()
        {
            // When
            var manifest = Read($"version: 2\nmodels:\n  z:\n{Entry}\n  a:\n{Entry}\n  m:\n{Entry}\n");

            // Then
            Assert.Equal(["z", "a", "m"], manifest.Models.Select(model => model.Key));
        }

        [Fact]
        public void Should_Read_Two_Hundred_Entries()
        {
            // Given
            var entries = string.Concat(Enumerable.Range(0, 200).Select(i => $"  model-{i}:\n{Entry}\n"));

            // When
            var manifest = Read($"version: 2\nmodels:\n{entries}");

            // Then
            Assert.Equal(200, manifest.Models.Count);
            Assert.Equal("model-199", manifest.Models[^1].Key);
        }
    }

    public sealed class TheVariants : ManifestFixture
    {
        [Theory]
        [InlineData("{ encoder-layers: 3, decoder-layers: 2 }", """{"decoder-layers":2,"encoder-layers":3}""")]
        [InlineData("{ decoder-layers: [0, 3] }", """{"decoder-layers":[0,3]}""")]
        [InlineData("{ encoder-layers: [0] }", """{"encoder-layers":[0]}""")]
        [InlineData("{ level: 6-2 }", """{"level":"6-2"}""")]
        public void Should_Become_Options_Of_The_Prune_Stage(string written, string options)
        {
            // When
            var model = ReadEntry(Entry.Replace("{ decoder-layers: 2 }", written, StringComparison.Ordinal)).Models.Single();

            // Then
            Assert.Equal(options, Changed(model.Variants.Single().Options["prune"]));
        }
    }

    public sealed class TheBudgets : ManifestFixture
    {
        [Fact]
        public void Should_Know_Where_They_Are_Written()
        {
            // When
            var budgets = ReadEntry(Entry + """

                    budgets:
                      rouge2: { max-drop: 3.0, min: 20 }
                      rougeLsum: { max-drop: 2 }
                      latency:
                        - { min-speedup: 1.5 }
                        - { min-speedup: 1.2, max-ms: 40, batch-size: 8 }
                      parameters: { max: 2500000 }
                """).Models.Single().Budgets;

            // Then
            var file = Folder.File("models.yaml");
            Assert.Equal(
            [
                new Budget("rouge2", BudgetRule.MaxDrop, 3) { Location = new(file, 11, 17) },
                new Budget("rouge2", BudgetRule.Min, 20) { Location = new(file, 11, 32) },
                new Budget("rougeLsum", BudgetRule.MaxDrop, 2) { Location = new(file, 12, 20) },
                new Budget("latency", BudgetRule.MinSpeedup, 1.5) { BatchSize = 1, Location = new(file, 14, 13) },
                new Budget("latency", BudgetRule.MinSpeedup, 1.2) { BatchSize = 8, Location = new(file, 15, 13) },
                new Budget("latency", BudgetRule.Max, 40) { BatchSize = 8, Location = new(file, 15, 31) },
                new Budget("parameters", BudgetRule.Max, 2500000) { Location = new(file, 16, 21) },
            ], budgets);
        }
    }

    public sealed class TheLayers : ManifestFixture
    {
        [Fact]
        public void Should_Lie_Over_Each_Other_From_Option_Defaults_To_The_Command_Line()
        {
            // Given
            Write("recipe.yaml", Recipe.Replace(
                "- fine-tune", "- fine-tune: { epochs: 4, learning-rate: 2e-4, schedule: linear, adam: { second: 0.98 } }",
                StringComparison.Ordinal));

            // When
            var model = ReadEntry(
                Entry + "\n    fine-tune: { epochs: 5, learning-rate: 3e-4, adam: { first: 0.8 } }",
                new Dictionary<string, string> { ["fine-tune.epochs"] = "6" }).Models.Single();

            // Then
            Assert.Equal(
                """{"init":null,"epochs":6,"learning-rate":0.0003,"schedule":"linear","warm-up-steps":0,"max-steps":"""
                    + """0,"freeze-embeddings":true,"remark":null,"adam":{"first":0.8,"second":0.98},"device":"auto","""
                    + "\"filled-in\":\"by the plan\"}",
                model.StageOptions["fine-tune"].ToJsonString());
            Assert.Equal(
                OptionsJson.Canonical(OptionsJson.Write(new SampleStages.FineTuneOptions())),
                OptionsJson.Canonical(model.StageOptions["re-fine-tune"]));
        }

        [Theory]
        [InlineData("3")]
        [InlineData("3.0")]
        [InlineData("0.3e1")]
        public void Should_Give_One_Canonical_Text_However_A_Number_Is_Written(string epochs)
        {
            // When
            var model = ReadEntry(Entry + $"\n    fine-tune: {{ epochs: {epochs} }}").Models.Single();

            // Then
            Assert.Contains("\"epochs\":3,", OptionsJson.Canonical(model.StageOptions["fine-tune"]), StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Take_Back_An_Optional_Value_With_Null()
        {
            // Given
            Write("recipe.yaml", Recipe.Replace("- fine-tune", "- fine-tune: { remark: long run }", StringComparison.Ordinal));

            // When
            var model = ReadEntry(Entry + "\n    fine-tune: { remark: null }").Models.Single();

            // Then
            Assert.True(model.StageOptions["fine-tune"].ContainsKey("remark"));
            Assert.Null(model.StageOptions["fine-tune"]["remark"]);
        }

        [Theory]
        [InlineData("", null, "cpu")]
        [InlineData("    device: cuda", null, "cuda")]
        [InlineData("    device: cuda\n    fine-tune: { device: auto }", null, "auto")]
        [InlineData("    fine-tune: { device: auto }", "cuda", "cuda")]
        public void Should_Hand_The_Device_To_The_Stages(string more, string? argument, string expected)
        {
            // Given
            Write("recipe.yaml", Recipe.Replace("- fine-tune", "- fine-tune: { device: cpu }", StringComparison.Ordinal));
            var overrides = argument is null ? null : new Dictionary<string, string> { ["device"] = argument };

            // When
            var model = ReadEntry(Entry + "\n" + more, overrides).Models.Single();

            // Then
            Assert.Equal(expected, (string?)model.StageOptions["fine-tune"]["device"]);
            Assert.False(model.StageOptions["data"].ContainsKey("device"));
        }

        [Fact]
        public void Should_Take_Texts_Of_The_Command_Line_Without_Quotes()
        {
            // When
            var model = ReadEntry(Entry, new Dictionary<string, string>
            {
                ["data.prefix"] = "summarize: ",
                ["fine-tune.remark"] = "no",
                ["benchmark.batch-sizes"] = "[1, 2]",
            }).Models.Single();

            // Then
            Assert.Equal("summarize: ", (string?)model.StageOptions["data"]["prefix"]);
            Assert.Equal("no", (string?)model.StageOptions["fine-tune"]["remark"]);
            Assert.Equal("[1,2]", model.StageOptions["benchmark"]["batch-sizes"]!.ToJsonString());
        }
    }

    public sealed class Reuse : ManifestFixture
    {
        [Fact]
        public void Should_Follow_Aliases_And_Merge_Keys()
        {
            // When
            var manifest = Read($$"""
                version: 2
                x-templates:
                  long: &long { epochs: 9, warm-up-steps: 10 }
                  slow: &slow { learning-rate: 1e-5, warm-up-steps: 20 }
                models:
                  a:
                {{Entry}}
                    fine-tune: &tuning { <<: [*long, *slow], epochs: 8 }
                    re-fine-tune: *tuning
                """);

            // Then
            var options = manifest.Models.Single().StageOptions["re-fine-tune"];
            Assert.Equal(
                (8, 1e-5, 10), ((int)options["epochs"]!, (double)options["learning-rate"]!, (int)options["warm-up-steps"]!));
        }

        [Fact]
        public void Should_Complete_Every_Entry_With_The_Defaults()
        {
            // When
            var manifest = Read("""
                version: 2
                defaults:
                  init: { shape: docs-mini }
                  tokenizer: t.model
                  recipe: recipe.yaml
                  data: { source: dotnet-docs, prefix: "summarize: " }
                  variants: { shallow: { prune: { decoder-layers: 2 } } }
                  budgets: { rouge2: { max-drop: 3 } }
                models:
                  a: { seed: 1 }
                  b:
                    init: { checkpoint: checkpoint }
                    data: { source: jsonl }
                    variants: { tiny: { prune: { decoder-layers: 1 } } }
                    budgets: { rouge2: { min: 20 } }
                """);

            // Then
            var (a, b) = (manifest.Models[0], manifest.Models[1]);
            Assert.Equal("docs-mini", a.Init.Shape);
            Assert.Equal((null, Folder.File("checkpoint")), (b.Init.Shape, b.Init.Checkpoint));
            Assert.Equal(
                ("jsonl", "summarize: "), ((string?)b.StageOptions["data"]["source"], (string?)b.StageOptions["data"]["prefix"]));
            Assert.Equal(["tiny", "shallow"], b.Variants.Select(variant => variant.Name));
            Assert.Equal([BudgetRule.Min, BudgetRule.MaxDrop], b.Budgets.Select(budget => budget.Rule));
        }

        [Fact]
        public void Should_Freeze_Each_Entry_By_Itself()
        {
            // Given
            var manifest = Read($"version: 2\nmodels:\n  a:\n{Entry}\n  b:\n{Entry}\n");

            // When
            manifest.Models[0].StageOptions["data"]["source"] = JsonValue.Create("elsewhere");

            // Then
            Assert.Equal("dotnet-docs", (string?)manifest.Models[1].StageOptions["data"]["source"]);
        }
    }
}
