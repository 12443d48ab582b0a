using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Manifest.Reading;
using TestKit;

namespace CompressionPipeline.Pipeline.Tests.Manifest;

public sealed class YamlTests : ManifestFixture
{
    [Theory]
    [InlineData("fine-tune: { remark: !!str 7 }", "7")]
    [InlineData("fine-tune: { remark: !!str no }", "no")]
    [InlineData("fine-tune: { remark: ! 1.10 }", "1.10")]
    public void Should_Take_A_Value_With_The_Tag_Of_A_Text_For_A_Text(string more, string expected)
    {
        // When
        var entry = ReadEntry($"{Entry}\n    {more}").Models[0];

        // Then
        Assert.Equal(expected, entry.StageOptions["fine-tune"]["remark"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(new byte[] { (byte)'#', 0xE9, (byte)'\n' })] // Latin-1
    [InlineData(new byte[] { (byte)'#', 0xC0, 0xAF, (byte)'\n' })]
    [InlineData(new byte[] { 0, (byte)'x' })]
    [InlineData(new byte[] { 0x1F, 0x8B, 0x08, 0 }, true)]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0 }, true)]
    public void Should_Refuse_Bytes_That_Are_No_Text(byte[] bytes, bool isAlone = false)
    {
        // Given
        var whole = Encoding.UTF8.GetBytes($"version: 2\nmodels:\n  m:\n{Entry}\n");
        var path = Write("models.yaml", "");
        File.WriteAllBytes(path, isAlone ? bytes : [.. whole, .. bytes]);

        // When, Then
        var error = Assert.Single(ErrorsIn(path));
        Assert.Equal("", error.Key);
    }

    [Fact]
    public void Should_Refuse_A_File_That_Is_Too_Large_To_Be_One()
    {
        var path = Write("models.yaml", $"version: 2\nmodels:\n  m:\n{Entry}\n# {new string('x', 17 << 20)}\n");
        Assert.Single(ErrorsIn(path));
    }

    [Theory]
    [InlineData("seed: !!str 7", "m.seed")]
    [InlineData("seed: !!int 7", "")]
    [InlineData("seed: !!int '7'", "")]
    [InlineData("fine-tune: { remark: !include remark.txt }", "")]
    [InlineData("fine-tune: !<tag:example.org,2000:x> { epochs: 1 }", "")]
    [InlineData("benchmark: { batch-sizes: !!set [1] }", "")]
    [InlineData("!!int x: 1", "")]
    public void Should_Refuse_A_Tag_That_Is_Not_Obeyed(string more, string key)
    {
        // When
        var errors = Errors($"version: 2\nmodels:\n  m:\n{Entry}\n    {more}\n");

        // Then
        Assert.Contains(errors, error => error.Location.Line == 10 && error.Key == (key.Length == 0 ? "" : $"models.{key}"));
    }

    [Theory]
    [InlineData("1.10")]
    [InlineData("2024")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("1e3")]
    [InlineData("0x1f")]
    [InlineData("1_000")]
    [InlineData(".inf")]
    [InlineData("no")]
    [InlineData("On")]
    public void Should_Refuse_What_Is_No_Text_To_Every_Reader_As_A_Name_And_As_A_Value(string plain)
    {
        // When
        var name = Errors($"version: 2\nmodels:\n  {plain}:\n{Entry}\n");
        var variant = Errors($"version: 2\nmodels:\n  m:\n{Entry.Replace("shallow", plain, StringComparison.Ordinal)}\n");
        var value = Errors(
            $"version: 2\nmodels:\n  "
                + $"m:\n{Entry.Replace("dotnet-docs", $"dotnet-docs, prefix: {plain}", StringComparison.Ordinal)}\n");
        Write("recipe.yaml", Recipe.Replace("re-fine-tune", plain, StringComparison.Ordinal));
        var step = Errors($"version: 2\nmodels:\n  m:\n{Entry}\n");

        // Then
        Assert.Equal((3, $"models.{plain}"), (name[0].Location.Line, name[0].Key));
        Assert.Equal((9, $"models.m.variants.{plain}"), (variant[0].Location.Line, variant[0].Key));
        Assert.Equal((7, "models.m.data.prefix"), (value[0].Location.Line, value[0].Key));
        Assert.Equal("recipe.yaml", Path.GetFileName(step[0].Location.File));
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData("a--b")]
    [InlineData("a.")]
    [InlineData("a-")]
    [InlineData("a.lock")]
    [InlineData("nul")]
    [InlineData("com1.x")]
    [InlineData("\"a\\n\"")]
    [InlineData("ümlaut")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Should_Refuse_A_Name_That_A_Release_Or_A_Folder_Cannot_Have(string name)
    {
        // When
        var errors = Errors($"version: 2\nmodels:\n  {name}:\n{Entry.Replace("shallow", name, StringComparison.Ordinal)}\n");

        // Then
        Assert.Equal([3, 9], errors.Select(error => error.Location.Line));
    }

    [Fact]
    public void Should_Name_The_Points_Of_A_Sweep_As_A_Release_Can_Have_Them()
    {
        // Given
        var entry = Entry.Replace(Written, "    sweep: { prune.decoder-layers: [1, 2], re-fine-tune.remark: [\"-1\", \"a..b\"] }",
            StringComparison.Ordinal);

        // When
        var variants = ReadEntry(entry).Models[0].Variants;

        // Then
        Assert.Equal(
            ["d1-remark-minus-1", "d1-remark-a.b", "d2-remark-minus-1", "d2-remark-a.b"],
            variants.Select(variant => variant.Name));
        Assert.All(variants, variant => Assert.True(EntryName.IsValid(variant.Name)));
    }

    [Fact]
    public void Should_Refuse_A_Sweep_Whose_Names_Are_Too_Long()
    {
        // Given
        var text = new string('x', 80);
        var entry = Entry.Replace(
            Written, $"    sweep: {{ prune.decoder-layers: [1, 2], re-fine-tune.remark: [{text}] }}", StringComparison.Ordinal);

        // When
        var errors = Errors($"version: 2\nmodels:\n  m:\n{entry}\n");

        // Then
        Assert.Equal([("models.m.sweep", 8), ("models.m.sweep", 8)], errors.Select(error => (error.Key, error.Location.Line)));
    }

    [Fact]
    public void Should_Refuse_A_Document_That_Is_Too_Deep_With_Its_Line()
    {
        // When
        var error = Assert.Single(Errors($"version: 2\nx-a: {new string('[', 30_000)}{new string(']', 30_000)}\n"));

        // Then
        Assert.Equal(2, error.Location.Line);
    }

    [InputCaseTheory]
    [InlineData("yaml-deep", "manifest", 1)]
    [InlineData("yaml-tags", "tag-int", 13)]
    [InlineData("yaml-tags", "tag-local", 7)]
    [InlineData("yaml-tags", "tag-str-num", 13)]
    [InlineData("yaml-key-kinds", "float-name", 3)]
    [InlineData("yaml-key-kinds", "null-name", 3)]
    [InlineData("yaml-key-kinds", "num-name", 3)]
    [InlineData("yaml-key-kinds", "variant-1e3", 10)]
    [InlineData("yaml-key-kinds", "variant-null", 10)]
    [InlineData("names", "dot-name", 3)]
    [InlineData("names", "double-dash", 3)]
    [InlineData("names", "long", 3)]
    [InlineData("names", "trailing-dot", 3)]
    public void Should_Refuse_The_Cases_With_Their_Line(string folder, string name, int line)
    {
        // When
        var errors = Errors(VersionTwo(InputCase.Text(folder, $"{name}.yaml")));

        // Then
        Assert.Equal(line, Assert.Single(errors.Select(error => error.Location.Line).Distinct()));
    }

    [InputCaseFact]
    public void Should_Read_The_Case_Whose_Tag_Makes_A_Text()
    {
        // When
        var entry = Read(VersionTwo(InputCase.Text("yaml-tags", "tag-str.yaml"))).Models[0];

        // Then
        Assert.Equal("no", entry.StageOptions["data"]["prefix"]!.GetValue<string>());
    }

    // The cases were found in version 1 of the manifest, and none of them is about the version.
    private static string VersionTwo(string text)
    {
        (string Old, string New)[] changes =
        [
            ("version: 1", "version: 2"), ("base: { init: tiny, seed: 1 }", "init: { shape: docs-mini }"),
            ("source: jsonl, paths: [pairs.jsonl]", "source: dotnet-docs"), (", max-target-length: 12", ""),
            (": { decoder-layers: 1 }", ": { prune: { decoder-layers: 1 } }"),
        ];
        return changes.Aggregate(text, (one, change) => one.Replace(change.Old, change.New, StringComparison.Ordinal));
    }

    [Fact]
    public void Should_Refuse_A_Document_That_Its_Aliases_Make_Too_Deep()
    {
        // Given
        var links = Enumerable.Range(1, 100).Select(link => $"x-{link}: &a{link} [*a{link - 1}]\n");

        // When
        var error = Assert.Single(Errors($"version: 2\nx-0: &a0 [0]\n{string.Concat(links)}"));

        // Then
        Assert.InRange(error.Location.Line, 60, 70);
    }

    [Fact]
    public void Should_Refuse_A_Document_That_Its_Aliases_Make_Too_Large()
    {
        // Given
        var links = Enumerable.Range(1, 30).Select(
            link => $"x-{link}: &a{link} [{string.Join(',', Enumerable.Repeat($"*a{link - 1}", 10))}]\n");

        // When
        var error = Assert.Single(Errors($"version: 2\nx-0: &a0 [0]\n{string.Concat(links)}"));

        // Then
        Assert.InRange(error.Location.Line, 4, 10);
    }

    private IReadOnlyList<ManifestError> ErrorsIn(string path) => Assert.Throws<ManifestException>(
        () => ManifestReader.Read(path, SampleStages.All, shapes: SampleStages.Shapes, time: Time)).Errors;
}
