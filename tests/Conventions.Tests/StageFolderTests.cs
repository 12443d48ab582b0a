using System.Text.RegularExpressions;

namespace Conventions.Tests;

/// <summary>A stage is a folder: options, stage, docs page, sample section, tests.</summary>
public static class StageFolderTests
{
    private const string Stages = "src/CompressionPipeline.Stages/";

    /// <summary>Folders with a stage in them, for example <c>FineTune</c>.</summary>
    private static readonly string[] Folders =
    [
        .. Repository.Files($@"^{Stages}\w+/\w+Stage\.cs$")
            .Select(path => path[Stages.Length..].Split('/'))
            .Where(parts => parts[1] == parts[0] + "Stage.cs" && Repository.Has($"{Stages}Catalog/StageCatalog.cs"))
            .Select(parts => parts[0]),
    ];

    public static TheoryData<string, string> Parts => new()
    {
        { "options", "{0}Options.cs" },
        { "tests", "tests/CompressionPipeline.Stages.Tests/{0}" },
        { "a docs page", "docs/stages/{1}.md" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public static void Should_Have_Every_Part(string part, string template) => Convention.Holds(
        $"A stage has {part}.",
        from folder in Folders
        let path = string.Format(System.Globalization.CultureInfo.InvariantCulture, template, folder, Kebab(folder))
        where !Repository.Has(path) && !Repository.Files($"/{path}$").Any()
        select $"{folder} lacks {path}");

    [Fact]
    public static void Should_Have_A_Section_In_A_Recipe_Or_The_Manifest()
    {
        var samples = string.Concat(Repository.Files(@"^(models|pipelines/[^/]+)\.yaml$").Select(Repository.Text));
        Convention.Holds(
            "A newcomer sees each stage in models.yaml or pipelines/*.yaml; a stage without options of its own stands there as a "
                + "comment.",
            from folder in Repository.Files(@"^pipelines/[^/]+\.yaml$").Any() ? Folders : []
            where !Regex.IsMatch(samples, $@"(?m)^\s*(# |- )?{(folder == "Gate" ? "budgets" : Kebab(folder))}:")
            select $"{folder} lacks a section {Kebab(folder)}:");
    }

    [Fact]
    public static void Should_Read_Folders_As_Names()
    {
        // Then
        Assert.Equal(("fine-tune", "gate"), (Kebab("FineTune"), Kebab("Gate")));
    }

    private static string Kebab(string name) => Regex.Replace(name, "(?<=[a-z0-9])(?=[A-Z])", "-").ToLowerInvariant();
}
