namespace CompressionPipeline.Pipeline.Tests.Manifest;

/// <summary>Grids of variants; docs-mini has four and four layers.</summary>
public static class SweepTests
{
    public sealed class TheGrid : ManifestFixture
    {
        [Theory]
        [InlineData("{ prune.encoder-layers: [2, 3], prune.decoder-layers: [1, 2] }", "e2-d1 e2-d2 e3-d1 e3-d2")]
        [InlineData("{ prune.decoder-layers: [1, 3] }", "d1 d3")]
        [InlineData("{ prune.encoder-layers: [2] }", "e2")]
        [InlineData("{ prune.level: [3-3, 3-6, 6-3] }", "3-3 3-6 6-3")]
        [InlineData("{ prune.decoder-layers: [[0, 3], [0, 1]] }", "d0.3 d0.1")]
        [InlineData("{ prune.decoder-layers: [1], re-fine-tune.epochs: [0.5, 2] }", "d1-epochs-0.5 d1-epochs-2")]
        [InlineData(
            "{ prune.decoder-layers: [1], re-fine-tune.schedule: [constant, linear] }",
            "d1-schedule-constant d1-schedule-linear")]
        [InlineData("{ prune.decoder-layers: [1], export.bits: [4, 8] }", "d1-bits-4 d1-bits-8")]
        public void Should_Be_A_Variant_At_Each_Point(string sweep, string names)
        {
            // When
            var model = ReadEntry(
                $"{Entry}\n    variants: {{ }}\n    sweep: {sweep}".Replace(
                    Written, "", StringComparison.Ordinal)).Models.Single();

            // Then
            Assert.Equal(names, string.Join(' ', model.Variants.Select(variant => variant.Name)));
        }

        [Theory]
        [InlineData("{ prune.encoder-layers: [2], prune.decoder-layers: [1] }", """{"decoder-layers":1,"encoder-layers":2}""")]
        [InlineData("{ prune.decoder-layers: [1] }", """{"decoder-layers":1}""")]
        [InlineData("{ prune.level: [3-2] }", """{"level":"3-2"}""")]
        public void Should_Become_Options_Of_The_Prune_Stage(string sweep, string options)
        {
            // When
            var model = ReadEntry($"{Entry}\n    sweep: {sweep}".Replace(Written, "", StringComparison.Ordinal)).Models.Single();

            // Then
            Assert.Equal(options, Changed(model.Variants[0].Options["prune"]));
        }

        [Fact]
        public void Should_Stand_After_The_Named_Variants_And_Know_Its_Line()
        {
            // When
            var variants = ReadEntry(
                $"{Entry}\n    sweep:\n      prune.decoder-layers:\n        - 1\n        - 3").Models.Single().Variants;

            // Then
            Assert.Equal(["shallow", "d1", "d3"], variants.Select(variant => variant.Name));
            Assert.Equal([9, 12, 13], variants.Select(variant => variant.Location.Line));
        }

        [Fact]
        public void Should_Be_Replaced_As_A_Whole_By_The_Entrys_Own()
        {
            // Given
            Write("recipe.yaml", Recipe + "sweep: { prune.encoder-layers: [1, 2] }\n");

            // When
            var manifest = Read(
                $"version: 2\ndefaults:\n  sweep: {{ prune.encoder-layers: [3] }}\nmodels:\n  a:\n{Entry}\n  b:\n{Entry}\n    "
                    + $"sweep: {{ prune.level: [6-5] }}\n");
            var plain = Read($"version: 2\nmodels:\n  c:\n{Entry}\n");

            // Then
            Assert.Equal(["shallow", "e3"], manifest.Models[0].Variants.Select(variant => variant.Name));
            Assert.Equal(["shallow", "6-5"], manifest.Models[1].Variants.Select(variant => variant.Name));
            Assert.Equal(["shallow", "e1", "e2"], plain.Models[0].Variants.Select(variant => variant.Name));
        }

        [Fact]
        public void Should_Have_The_Unpruned_Model_Beside_It_If_That_Says_How_It_Is_Trained_On()
        {
            // When
            var model = ReadEntry(
                $"{Entry}\n      longer: {{ prune: {{ encoder-layers: 4 }}, re-fine-tune: {{ epochs: 2 }} }}\n    sweep: "
                    + $"{{ prune.decoder-layers: [1] }}").Models.Single();

            // Then
            Assert.Equal(["shallow", "longer", "d1"], model.Variants.Select(variant => variant.Name));
        }

        [Fact]
        public void Should_Be_Set_From_The_Command_Line()
        {
            // When
            var model = ReadEntry(
                Entry, new Dictionary<string, string> { ["sweep.prune.decoder-layers"] = "[1, 3]" }).Models.Single();

            // Then
            Assert.Equal(["shallow", "d1", "d3"], model.Variants.Select(variant => variant.Name));
        }
    }

    public sealed class WhatIsWrong : ManifestFixture
    {
        [Theory]
        [InlineData(
            "{ }", "sweep: this sweeps nothing; give an option with its values, for example 'prune.decoder-layers: [1, 2]'")]
        [InlineData(
            "{ prune.encoder-layers: [1], prune.level: [6-1] }",
            "sweep.prune.level[0]: 'level' and layers are both given; keep one way of saying it")]
        [InlineData("{ prun.encoder-layers: [1] }", "sweep.prun.encoder-layers: there is no step 'prun'; did you mean 'prune'?")]
        [InlineData(
            "{ fine-tune.epochs: [1] }",
            "sweep.fine-tune.epochs: 'fine-tune' runs once for all variants, which may differ in prune, re-fine-tune, export, "
                + "benchmark")]
        [InlineData("{ prune.decoder-layers: [] }", "sweep.prune.decoder-layers: at least 1 must be given")]
        [InlineData("{ prune.decoder-layers: 2 }", "sweep.prune.decoder-layers: expected a list, not '2'")]
        [InlineData("{ prune.decoder-layers: [0] }", "sweep.prune.decoder-layers[0]: a stack needs at least one layer")]
        [InlineData(
            "{ prune.level: [6-7] }",
            "sweep.prune.level[0]: expected encoder and decoder depth in sixths, for example 6-2, not '6-7'")]
        [InlineData(
            "{ prune.decoder-layer: [1] }", "sweep.prune.decoder-layer: there is no such option; did you mean 'decoder-layers'?")]
        [InlineData("{ prune.level: [6-6] }", "sweep: '6-6' leaves docs-mini as it is: it is the baseline")]
        [InlineData("{ prune.decoder-layers: [1, 1] }", "sweep: 'd1' is there twice; line 10 has it too")]
        [InlineData("{ prune.decoder-layers: [1, 2] }", "sweep: 'd2' makes the same as 'shallow' in line 9; keep one")]
        [InlineData("{ prune.level: [6-3] }", "sweep: '6-3' makes the same as 'shallow' in line 9; keep one")]
        [InlineData("{ prune.decoder-layers: [4] }", "sweep: 'd4' leaves docs-mini as it is: it is the baseline")]
        [InlineData(
            "{ prune.encoder-layers: [4], prune.decoder-layers: [4] }",
            "sweep: 'e4-d4' leaves docs-mini as it is: it is the baseline")]
        [InlineData(
            "{ prune.encoder-layers: [5], prune.decoder-layers: [1] }",
            "sweep: 'e5-d1' keeps 5 encoder layers, but docs-mini has 4; say 1 to 4")]
        public void Should_Be_Told_Before_Any_Training(string sweep, string expected)
        {
            // When
            var errors = ErrorsOf($"    sweep: {sweep}").Split('\n')[0];

            // Then
            Assert.Matches(
                $@"^models\.yaml\(10,\d+\): models\.m\.{System.Text.RegularExpressions.Regex.Escape(expected)}$", errors);
        }

        [Theory]
        [InlineData("{ decoder-layers: [0, 4] }", "'shallow' keeps decoder layer 4, but docs-mini has the layers 0 to 3")]
        [InlineData("{ encoder-layers: [0, 1, 2, 3] }", "'shallow' leaves docs-mini as it is: it is the baseline")]
        [InlineData("{ decoder-layers: 7 }", "'shallow' keeps 7 decoder layers, but docs-mini has 4; say 1 to 4")]
        public void Should_Be_Told_Of_Named_Variants_Too(string variant, string expected)
        {
            // When
            var errors = ErrorsOfManifest(
                $"version: 2\nmodels:\n  m:\n{Entry.Replace("{ decoder-layers: 2 }", variant, StringComparison.Ordinal)}\n");

            // Then
            Assert.Equal($"models.yaml(9,7): models.m.variants.shallow: {expected}", errors);
        }

        [Theory]
        [InlineData(
            """{ "num_layers": 8, "num_decoder_layers": 2 }""", "shallow' leaves checkpoint as it is: it is the baseline")]
        [InlineData("""{ "num_layers": 1 }""", "shallow' keeps 2 decoder layers, but checkpoint has 1; say 1 to 1")]
        public void Should_Be_Known_From_The_Configuration_Of_A_Checkpoint(string configuration, string expected)
        {
            // Given
            Write("checkpoint/config.json", configuration);

            // When
            var errors = ErrorsOfManifest(
                $"version: 2\nmodels:\n  "
                    + $"m:\n{Entry.Replace("shape: docs-mini", "checkpoint: checkpoint", StringComparison.Ordinal)}\n");

            // Then
            Assert.EndsWith(expected, errors, StringComparison.Ordinal);
        }

        [Theory]
        [InlineData("{")]
        [InlineData("[]")]
        [InlineData("{ \"num_layers\": \"many\" }")]
        public void Should_Be_Left_To_The_Stage_That_Loads_A_Checkpoint_Whose_Configuration_Nobody_Can_Read(string configuration)
        {
            // Given
            Write("checkpoint/config.json", configuration);

            // When
            var manifest = ReadEntry(
                Entry.Replace("shape: docs-mini", "checkpoint: checkpoint", StringComparison.Ordinal)
                    + "\n    sweep: { prune.decoder-layers: [99] }");

            // Then
            Assert.Equal(["shallow", "d99"], manifest.Models.Single().Variants.Select(variant => variant.Name));
        }

        [Theory]
        [InlineData("")]
        [InlineData("    variants: { }")]
        public void Should_Ask_For_Variants_Or_A_Sweep(string variants)
        {
            // When
            var errors = ErrorsOfManifest(
                $"version: 2\nmodels:\n  m:\n{Entry.Replace(Written, variants, StringComparison.Ordinal)}\n");

            // Then
            Assert.EndsWith(
                "models.m.variants: missing; give at least one of 'variants', or a 'sweep' here or in the recipe",
                Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Not_Make_More_Variants_Than_Anyone_Means()
        {
            // Given
            var many = string.Join(", ", Enumerable.Range(1, 17));

            // When
            var (grid, list) = (ErrorsOf($"    sweep: {{ prune.encoder-layers: [{many}], prune.decoder-layers: [{many}] }}"),
                ErrorsOfManifest(
                    $"version: 2\nmodels:\n  m:\n"
                    + Entry.Replace("shape: docs-mini", "checkpoint: checkpoint", StringComparison.Ordinal)
                    + $"\n    sweep: {{ prune.decoder-layers: [{string.Join(", ", Enumerable.Range(3, 256))}] }}\n"));

            // Then
            Assert.Equal("models.yaml(10,5): models.m.sweep: this makes 17 x 17 variants; at most 256 are possible", grid);
            Assert.EndsWith("models.m.sweep: these are 257 variants; at most 256 are possible", list, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Name_The_Line_Of_The_Recipe_That_Sweeps_And_The_Base_It_Does_Not_Fit()
        {
            // Given
            Write("recipe.yaml", Recipe + "sweep:\n  prune.decoder-layers: [1, 5]\n");

            // When
            var errors = ErrorsOf("");

            // Then
            Assert.Equal("recipe.yaml(8,29): sweep: 'd5' keeps 5 decoder layers, but docs-mini has 4; say 1 to 4", errors);
        }
    }
}
