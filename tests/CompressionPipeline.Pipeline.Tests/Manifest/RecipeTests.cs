namespace CompressionPipeline.Pipeline.Tests.Manifest;

/// <summary>Steps of a recipe, and what an entry and its variants may say of them.</summary>
public static class RecipeTests
{
    public sealed class TheSteps : ManifestFixture
    {
        [Fact]
        public void Should_Keep_Their_Order_And_Know_Their_Stage()
        {
            // When
            var model = ReadEntry(Entry).Models.Single();

            // Then
            Assert.Equal([("fine-tune", "fine-tune")], model.Shared.Select(step => (step.Name, step.Stage)));
            Assert.Equal(
                [("prune", "prune"), ("re-fine-tune", "fine-tune")], model.PerVariant.Select(step => (step.Name, step.Stage)));
            Assert.Equal(["data", "fine-tune", "prune", "re-fine-tune", "export", "benchmark"], model.StageOptions.Keys);
        }

        [Fact]
        public void Should_Have_A_Section_Each_In_The_Entry_And_On_The_Command_Line()
        {
            // When
            var model = ReadEntry(
                Entry + "\n    re-fine-tune: { epochs: 1, warm-up-steps: 5 }",
                new Dictionary<string, string> { ["re-fine-tune.epochs"] = "2" }).Models.Single();

            // Then
            var (first, again) = (model.StageOptions["fine-tune"], model.StageOptions["re-fine-tune"]);
            Assert.Equal((3, 0), ((double)first["epochs"]!, (int)first["warm-up-steps"]!));
            Assert.Equal((2, 5), ((double)again["epochs"]!, (int)again["warm-up-steps"]!));
        }

        [Theory]
        [InlineData("shared: []", "shared")]
        [InlineData("variant: [prune]", "shared")]
        [InlineData("shared: [prune]", "shared[0]")]
        [InlineData("shared: [fine-tune, [prune]]", "shared[1]")]
        [InlineData("shared: [fine-tune: {}, fine-tune: {}]", "shared[1].fine-tune")]
        [InlineData("shared: [fine-tune]\nvariant: [fine-tune]", "variant[0]")]
        [InlineData("shared: [fine-tune, export]", "shared[1]")]
        [InlineData("shared: [train]", "shared[0]")]
        [InlineData("shared: [train: { stage: fine-tun }]", "shared[0].train.stage")]
        [InlineData("shared: [train: { stage: export }]", "shared[0].train.stage")]
        [InlineData("shared: [budgets: { stage: fine-tune }]", "shared[0].budgets")]
        [InlineData("shared: [Train: { stage: fine-tune }]", "shared[0].Train")]
        [InlineData("shared: [fine-tune: { epoch: 3 }]\nvariant: [prune]", "shared[0].fine-tune.epoch")]
        [InlineData("shared: [fine-tune: { epochs: 3 }, { prune: {}, two: {} }]", "shared[1]")]
        [InlineData("shared: [fine-tune]\nvariant: [prune]\nfine-tune: { epochs: 3 }", "fine-tune")]
        public void Should_Be_Refused_Where_They_Cannot_Be_Meant(string steps, string key)
        {
            // Given
            Write("recipe.yaml", $"version: 2\n{steps}\n");

            // When
            var error = Assert.Single(Errors($"version: 2\nmodels:\n  m:\n{Entry}\n"));

            // Then
            Assert.EndsWith("recipe.yaml", error.Location.File, StringComparison.Ordinal);
            Assert.Equal(key, error.Key);
            Assert.InRange(error.Location.Line, 1, 4);
        }
    }

    public sealed class TheVariants : ManifestFixture
    {
        [Fact]
        public void Should_Lie_Over_The_Entry_And_Below_The_Command_Line()
        {
            // Given
            var entry = Entry.Replace("{ prune: { decoder-layers: 2 } }",
                "{ prune: { decoder-layers: 2 }, re-fine-tune: { epochs: 5, warm-up-steps: 7 } }", StringComparison.Ordinal);

            // When
            var variant = ReadEntry(
                entry + "\n    re-fine-tune: { epochs: 4, learning-rate: 0.5 }",
                new Dictionary<string, string> { ["re-fine-tune.warm-up-steps"] = "8" }).Models.Single().Variants.Single();

            // Then
            var options = variant.Options["re-fine-tune"];
            Assert.Equal(
                (5, 0.5, 8), ((double)options["epochs"]!, (double)options["learning-rate"]!, (int)options["warm-up-steps"]!));
            Assert.Equal(["prune", "re-fine-tune"], variant.Options.Keys);
        }

        [Theory]
        [InlineData("{ fine-tune: { epochs: 1 } }", "models.m.variants.shallow.fine-tune")]
        [InlineData("{ data: { prefix: a } }", "models.m.variants.shallow.data")]
        [InlineData("{ prun: { decoder-layers: 1 } }", "models.m.variants.shallow.prun")]
        [InlineData("{ prune: 3 }", "models.m.variants.shallow.prune")]
        [InlineData("{ prune: { decoder-layer: 1 } }", "models.m.variants.shallow.prune.decoder-layer")]
        [InlineData("{ re-fine-tune: { epochs: 0 } }", "models.m.variants.shallow.re-fine-tune.epochs")]
        [InlineData("{ re-fine-tune: { stage: prune } }", "models.m.variants.shallow.re-fine-tune.stage")]
        public void Should_Differ_Only_In_What_Is_Made_Of_Them_Alone(string variant, string key)
        {
            // Given
            var entry = Entry.Replace("{ prune: { decoder-layers: 2 } }", variant, StringComparison.Ordinal);

            // When
            var error = Assert.Single(Errors($"version: 2\nmodels:\n  m:\n{entry}\n"));

            // Then
            Assert.Equal((key, 9), (error.Key, error.Location.Line));
        }

        [Fact]
        public void Should_Be_Alike_Only_Where_All_Of_Their_Steps_Are()
        {
            // Given
            var more = "\n      longer: { prune: { decoder-layers: 2 }, re-fine-tune: { epochs: 9 } }"
                + "\n      smaller: { prune: { decoder-layers: 2 }, export: { bits: 8 } }";

            // When
            var model = ReadEntry(Entry + more).Models.Single();

            // Then
            Assert.Equal(["shallow", "longer", "smaller"], model.Variants.Select(variant => variant.Name));
        }

        [Theory]
        [InlineData("{ export: { bits: 8 } }", true)]
        [InlineData("{ prune: { decoder-layers: 4 }, export: { bits: 8 } }", true)]
        [InlineData("{ prune: { decoder-layers: 2 }, export: { bits: 8 } }", false)]
        [InlineData("{ re-fine-tune: { epochs: 9 }, export: { bits: 8 } }", false)]
        [InlineData("{ re-fine-tune: { epochs: 9 } }", false)]
        public void Should_Have_The_Checkpoint_Of_The_Baseline_Where_They_Ask_Nothing_Of_A_Step(string variant, bool expected)
        {
            // When
            var entry = Entry.Replace("{ prune: { decoder-layers: 2 } }", variant, StringComparison.Ordinal);

            // Then
            Assert.Equal(expected, ReadEntry(entry).Models.Single().Variants.Single().HasBaselineCheckpoint);
        }

        [Fact]
        public void Should_Need_No_Step_To_Differ_In_What_Ships()
        {
            // Given
            Write("recipe.yaml", "version: 2\nshared: [fine-tune]\n");

            // When
            var (ships, same) = (Entry.Replace("prune: { decoder-layers: 2 }", "export: { bits: 8 }", StringComparison.Ordinal),
                Entry.Replace("{ prune: { decoder-layers: 2 } }", "{ }", StringComparison.Ordinal));

            // Then
            Assert.Equal(8, (int)ReadEntry(ships).Models.Single().Variants.Single().Options["export"]["bits"]!);
            Assert.Equal("models.m.variants.shallow", Assert.Single(Errors($"version: 2\nmodels:\n  m:\n{same}\n")).Key);
        }
    }

    public sealed class WhatIsSaidForAll : ManifestFixture
    {
        [Fact]
        public void Should_Reach_The_Entries_Whose_Recipes_Know_The_Step()
        {
            // Given
            Write("other.yaml", "version: 2\nshared: [train: { stage: fine-tune }]\nvariant: [prune]\n");
            var other = Entry.Replace("recipe.yaml", "other.yaml", StringComparison.Ordinal);

            // When
            var models = Read(
                $"version: 2\ndefaults:\n  train: {{ epochs: 7 }}\nmodels:\n  a:\n{Entry}\n  b:\n{other}\n",
                new Dictionary<string, string> { ["re-fine-tune.epochs"] = "9" }).Models;

            // Then
            Assert.Equal(9, (double)models[0].StageOptions["re-fine-tune"]["epochs"]!);
            Assert.Equal(7, (double)models[1].StageOptions["train"]["epochs"]!);
        }
    }

    public sealed class VersionOne : ManifestFixture
    {
        private const string Old = """
            version: 1
            fine-tune: { epochs: 4 }
            re-fine-tune: { epochs: 2, remark: "yes: again" }
            sweep: { encoder-layers: [2], decoder-layers: [1] }
            """;

        private const string OldManifest = """
            version: 1
            defaults:
              base: { init: docs-mini, seed: 7 }
              tokenizer: t.model
              recipe: recipe.yaml
              data: { source: dotnet-docs }
            models:
              a:
                variants: { shallow: { decoder-layers: 2 } }
                baselines: { released: { result: released.json, variant: shallow } }
              b:
                base: { path: checkpoint }
                sweep: { encoder-levels: [3, 6], decoder-levels: [6, 2] }
            """;

        [Fact]
        public void Should_Be_Refused_And_Shown_In_A_Form_That_Reads()
        {
            // Given
            Write("recipe.yaml", Old);
            Write("released.json", "{}");

            // When
            var errors = Errors(OldManifest);
            var (manifest, recipe) = (Shown(errors[0].Message), Shown(errors[1].Message));
            Write("recipe.yaml", recipe);
            var models = Read(manifest).Models;

            // Then
            Assert.Equal([("version", 1), ("version", 1)], errors.Select(error => (error.Key, error.Location.Line)));
            Assert.Equal(["recipe.yaml", "models.yaml"], errors.Select(error => Path.GetFileName(error.Location.File)).Reverse());
            Assert.Equal(("docs-mini", 7), (models[0].Init.Shape, models[0].Init.Seed));
            Assert.Equal(Folder.File("checkpoint"), models[1].Init.Checkpoint);
            Assert.Equal("released", Assert.Single(models[0].References).Name);
            Assert.Equal(["shallow", "e2-d1"], models[0].Variants.Select(variant => variant.Name));
            Assert.Equal(["3-6", "3-2", "6-2"], models[1].Variants.Select(variant => variant.Name));
            Assert.Equal(4, (double)models[0].StageOptions["fine-tune"]["epochs"]!);
            Assert.Equal("yes: again", (string?)models[0].StageOptions["re-fine-tune"]["remark"]);
        }

        [Fact]
        public void Should_Show_What_An_Empty_Recipe_Did()
        {
            // Given
            Write("recipe.yaml", "version: 1\n");
            var error = Assert.Single(Errors($"version: 2\nmodels:\n  m:\n{Entry}\n"));

            // When
            Write("recipe.yaml", Shown(error.Message));

            // Then
            Assert.Equal(["fine-tune", "prune", "re-fine-tune"], ReadEntry(Entry).Models.Single() is var model
                ? model.Shared.Concat(model.PerVariant).Select(step => step.Name)
                : []);
        }

        // From the blank line on.
        private static string Shown(string message) => message.Split("\n\n", 2)[1];
    }
}
