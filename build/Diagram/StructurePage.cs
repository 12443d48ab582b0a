using System.Xml.Linq;
using CompressionPipeline.Build.Sdk;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Core;

namespace CompressionPipeline.Build.Diagram;

/// <summary>Writes docs/structure.md: the projects by floor, and the namespaces of the three largest.</summary>
internal static class StructurePage
{
    private const int Largest = 3;

    /// <exception cref="PipelineException">Projects or namespaces reference each other in a circle.</exception>
    public static void Write(PipelineContext context)
    {
        var projects = Directory
            .EnumerateFiles(context.PathOf(Paths.Sources), "CompressionPipeline.*.csproj", SearchOption.AllDirectories)
            .Append(context.PathOf(Paths.Host)).Where(project => File.Exists(Assembly(context, project))).ToList();
        var floors = projects.ToDictionary(Name, project => XDocument.Load(project).Descendants("Floor").First().Value);
        var whole = Assemblies.Projects([.. projects.Select(project => Assembly(context, project))]);
        var namespaces = projects.OrderByDescending(Lines).Take(Largest)
            .ToDictionary(Name, project => Assemblies.Namespaces(Assembly(context, project)));
        string[] page =
        [
            "# Structure", "",
            "`./build.sh --target Structure` writes this page from the compiled assemblies. An arrow means: references. Arrows",
            "that a longer path makes superfluous are left out.", "",
            "## Projects", "", .. whole.Reduced().Mermaid(name => $"floor {floors[name]}", Short),
            .. namespaces.SelectMany(project => (IEnumerable<string>)
                ["", $"## {project.Key}", "", .. project.Value.Reduced().Mermaid(_ => null, name => Inner(project.Key, name))]),
        ];
        AtomicFile.WriteText(context.PathOf(Paths.Structure), string.Join('\n', page) + "\n");

        var cycles = whole.Cycles().Concat(namespaces.Values.SelectMany(graph => graph.Cycles())).ToList();
        if (cycles.Count > 0)
            throw new PipelineException($"{Paths.Structure} has cycles:\n{string.Join('\n', cycles)}");
        context.Progress.Info($"{Paths.Structure}: {projects.Count} projects, no cycles");
    }

    private static string Assembly(PipelineContext context, string project)
    {
        var configuration = Dotnet.Configuration.ToLowerInvariant();
        return context.PathOf($"{Paths.Artifacts}/{context.Accelerator}/bin/{Name(project)}/{configuration}/{Name(project)}.dll");
    }

    private static int Lines(string project) => Directory
        .EnumerateFiles(Path.GetDirectoryName(project)!, "*.cs", SearchOption.AllDirectories)
        .Sum(file => File.ReadLines(file).Count());

    private static string Name(string project) => Path.GetFileNameWithoutExtension(project);

    private static string Short(string project) => project.Replace("CompressionPipeline.", "", StringComparison.Ordinal);

    private static string Inner(string project, string name) =>
        name == project ? Short(name) : name.Replace(project + ".", "", StringComparison.Ordinal);
}
