using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Conventions.Tests;

/// <summary>The namespaces of a project form no cycle, so that each can be read and replaced without those that use it.</summary>
public static class NamespaceTests
{
    // Whoever breaks the last cycle of one removes it here.
    private static readonly HashSet<string> StillCyclic =
    [
        "CompressionPipeline.Cake", "CompressionPipeline.GitHub", "CompressionPipeline.Models", "CompressionPipeline.MSBuild", "CompressionPipeline.Pipeline",
    ];

    private static readonly string[] Assemblies =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "CompressionPipeline.*.dll").Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => Repository.Has($"src/{name}")).Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Projects => [.. Assemblies.Where(name => !StillCyclic.Contains(name))];

    [Theory]
    [MemberData(nameof(Projects))]
    public static void Should_Form_No_Cycle(string assembly)
    {
        var uses = Uses(assembly);
        Convention.Holds(
            "Namespaces of a project do not use each other in a circle: move what both need to a namespace of its own.",
            Cycle(uses).Zip(Cycle(uses).Skip(1), (from, to) => $"{from} uses {to}: {string.Join(", ", uses[(from, to)].Take(3))}"));
    }

    [Fact]
    public static void Should_Look_At_Every_Product_Project() => Assert.Superset(
        new HashSet<string> { "CompressionPipeline.Core", "CompressionPipeline.Verdicts", "CompressionPipeline.Stages", "CompressionPipeline.Pipeline" },
        Assemblies.ToHashSet());

    [Fact]
    public static void Should_Find_A_Cycle_And_Name_It()
    {
        // Given
        var uses = new Dictionary<(string, string), SortedSet<string>>
        {
            [("a", "b")] = ["x"], [("b", "c")] = ["x"], [("c", "d")] = ["x"], [("d", "b")] = ["x"],
        };

        // Then
        Assert.Equal(["b", "c", "d", "b"], Cycle(uses));
        uses.Remove(("d", "b"));
        Assert.Empty(Cycle(uses));
    }

    /// <summary>Which namespace uses which, and by which types.</summary>
    private static Dictionary<(string From, string To), SortedSet<string>> Uses(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        var uses = new Dictionary<(string, string), SortedSet<string>>();
        foreach (var type in module.GetTypes())
        {
            foreach (var used in Mentions(type).SelectMany(Parts).Where(used => used.Scope == module).Select(Outer))
            {
                var (from, to) = (Outer(type).Namespace, used.Namespace);
                if (from == to || from.Length == 0 || to.Length == 0 || !from.StartsWith(assembly, StringComparison.Ordinal))
                    continue;
                if (!uses.TryGetValue((from, to), out var by))
                    uses[(from, to)] = by = new(StringComparer.Ordinal);
                by.Add($"{Outer(type).Name} → {used.Name}");
            }
        }
        return uses;
    }

    private static IEnumerable<TypeReference?> Mentions(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(one => one.InterfaceType),
        .. type.CustomAttributes.Select(one => one.AttributeType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Properties.SelectMany(property => property.CustomAttributes).Select(one => one.AttributeType),
        .. type.Methods.SelectMany(Mentions),
    ];

    private static IEnumerable<TypeReference?> Mentions(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(one => one.ConstraintType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(Mentions) : [],
    ];

    private static IEnumerable<TypeReference?> Mentions(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        _ => [],
    };

    // A list of Html is a use of Html.
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [.. Parts(generic.ElementType), .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    private static TypeReference Outer(TypeReference type) => type.DeclaringType is { } outer ? Outer(outer) : type;

    /// <summary>The first cycle, its first namespace repeated at its end; empty where there is none.</summary>
    private static List<string> Cycle(IReadOnlyDictionary<(string From, string To), SortedSet<string>> uses)
    {
        var (path, done) = (new List<string>(), new HashSet<string>());
        return uses.Keys.Select(use => use.From).Distinct().Order(StringComparer.Ordinal).Select(Visit).FirstOrDefault(found => found) ? path : [];

        bool Visit(string name)
        {
            if (path.IndexOf(name) is >= 0 and var start)
            {
                path.RemoveRange(0, start);
                path.Add(name);
                return true;
            }
            if (!done.Add(name))
                return false;
            path.Add(name);
            if (uses.Keys.Where(use => use.From == name).Select(use => use.To).Order(StringComparer.Ordinal).Any(Visit))
                return true;
            path.RemoveAt(path.Count - 1);
            return false;
        }
    }
}
