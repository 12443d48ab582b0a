using System.ComponentModel;
using System.Reflection;
using CompressionPipeline.Core;

namespace Conventions.Tests;

/// <summary>What the product's assemblies look like from outside.</summary>
public static class ApiTests
{
    private static readonly Type[] Types =
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "CompressionPipeline.*.dll")
            .Select(path => Assembly.Load(AssemblyName.GetAssemblyName(path)))
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false)),
    ];

    [Fact]
    public static void Should_Seal_Every_Class_That_Nothing_Derives_From()
    {
        var bases = Types.Select(type => type.BaseType).OfType<Type>()
            .Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type).ToHashSet();
        Convention.Holds(
            "A class is sealed unless something derives from it.",
            from type in Types
            where type.IsClass && !type.IsSealed && !type.IsAbstract && !bases.Contains(type)
            select type.FullName);
    }

    [Fact]
    public static void Should_Describe_Every_Option() => Convention.Holds(
        "An option says in [Description] what it does: schemas, help and docs pages are made from it.",
        from type in Types
        where type.Name.EndsWith("Options", StringComparison.Ordinal)
            && type.Namespace!.StartsWith("CompressionPipeline.Stages.", StringComparison.Ordinal)
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where !property.IsDefined(typeof(FromPlanAttribute), false) && property.GetCustomAttribute<DescriptionAttribute>() is null
        select $"{type.Name}.{property.Name}");

    [Fact]
    public static void Should_Look_At_Every_Product_Assembly()
    {
        // Then
        Assert.Superset(
            new HashSet<string> { "CompressionPipeline.Core", "CompressionPipeline.Pipeline", "CompressionPipeline.Stages" },
            Types.Select(type => type.Assembly.GetName().Name!).ToHashSet());
    }
}
