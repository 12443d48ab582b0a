using Mono.Cecil;

namespace CompressionPipeline.Build.Diagram;

/// <summary>Reads graphs off compiled assemblies.</summary>
internal static class Assemblies
{
    /// <summary>The assemblies and which of each other they reference.</summary>
    public static Graph Projects(IReadOnlyCollection<string> files)
    {
        var names = files.Select(file => System.IO.Path.GetFileNameWithoutExtension(file)).ToHashSet();
        return new(names, files.SelectMany(References).Where(edge => names.Contains(edge.To)).ToHashSet());
    }

    /// <summary>The namespaces of an assembly and which of each other their types use.</summary>
    public static Graph Namespaces(string file)
    {
        using var module = ModuleDefinition.ReadModule(file);
        var own = module.Types.Where(type => type.Namespace.Length > 0).ToList();
        var names = own.Select(type => type.Namespace).ToHashSet();
        var edges = own.SelectMany(type => TypeUses.Of(type).Select(used => (type.Namespace, Namespace(used))))
            .Where(edge => edge.Item1 != edge.Item2 && names.Contains(edge.Item2));
        return new(names, edges.ToHashSet());

        string Namespace(TypeReference used)
        {
            while (used.DeclaringType is { } outer)
                used = outer;
            return used.Scope == module ? used.Namespace : "";
        }
    }

    private static IEnumerable<(string From, string To)> References(string file)
    {
        using var module = ModuleDefinition.ReadModule(file);
        return [.. module.AssemblyReferences.Select(reference => (module.Assembly.Name.Name, reference.Name))];
    }
}
