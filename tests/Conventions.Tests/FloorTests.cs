using System.Xml.Linq;

namespace Conventions.Tests;

/// <summary>docs/design/overview.md, Floors: a project references only lower floors.</summary>
public static class FloorTests
{
    private const int Tests = 9;
    // src/Cake.Frosting, in place of a package.
    private const int Packages = 0;

    // build/msbuild asks the feed a question; samples and the template are projects of others, and tests build them as such.
    private static readonly string[] Projects =
        [.. Repository.Files(@"^(?!build/msbuild/|tests/Samples/|src/CompressionPipeline\.Templates/template/).*\.csproj$")];

    [Fact]
    public static void Should_State_A_Floor_In_Every_Project() => Convention.Holds(
        "A project says its floor: <Floor>n</Floor>, or its folder's Directory.Build.props does.",
        Projects.Where(project => FloorOf(project) is null));

    [Fact]
    public static void Should_Reference_Only_Lower_Floors() => Convention.Holds(
        "A project references only lower floors; move what is shared to a lower one.",
        from project in Projects
        let floor = FloorOf(project)
        where floor is not (Tests or Packages)
        from reference in ReferencesOf(project)
        where FloorOf(reference) >= floor
        select $"{project} (floor {floor}) references {reference} (floor {FloorOf(reference)})");

    [Fact]
    public static void Should_Let_Nothing_Look_At_The_Tests() => Convention.Holds(
        "Tests may look at anything; nothing looks at them.",
        from project in Projects
        where FloorOf(project) != Tests
        from reference in ReferencesOf(project)
        where FloorOf(reference) == Tests
        select $"{project} references {reference}");

    [Fact]
    public static void Should_List_Every_Project_In_The_Solution()
    {
        var solution = Repository.Text("CompressionPipeline.sln").Replace('\\', '/');
        Convention.Holds(
            "A project is in CompressionPipeline.sln, so that one command builds and tests it.",
            Projects.Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public static void Should_Have_Tests_For_Every_Product_Project() => Convention.Holds(
        "tests/<X>.Tests mirrors src/<X>; the template is tried by tests/Adoption.Tests.",
        from project in Projects
        where FloorOf(project) is > Packages and < Tests
        let name = Path.GetFileNameWithoutExtension(project)
        let tests = name == "CompressionPipeline.Templates" ? "Adoption.Tests" : $"{name}.Tests"
        where !Repository.Has($"tests/{tests}/{tests}.csproj")
        select project);

    private static int? FloorOf(string project)
    {
        var folder = Path.GetDirectoryName(project)!.Replace('\\', '/');
        for (var file = project; ; folder = Path.GetDirectoryName(folder)!.Replace('\\', '/'))
        {
            if (Repository.Has(file) && XDocument.Parse(Repository.Text(file)).Descendants("Floor").FirstOrDefault() is { } floor)
                return (int)floor;
            if (folder.Length == 0)
                return null;
            file = $"{folder}/Directory.Build.props";
            if (file.StartsWith('/'))
                return null;
        }
    }

    private static IEnumerable<string> ReferencesOf(string project) =>
        from reference in XDocument.Parse(Repository.Text(project)).Descendants("ProjectReference")
        let path = ((string?)reference.Attribute("Include"))?.Replace('\\', '/')
        where path is not null && !path.Contains('$')
        select Path.GetRelativePath("/", Path.Combine("/", Path.GetDirectoryName(project)!, path)).Replace('\\', '/');
}
