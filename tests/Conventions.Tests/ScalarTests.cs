using Mono.Cecil;

namespace Conventions.Tests;

/// <summary>
/// TorchSharp's scalars of plain numbers may be freed while libtorch reads them. BannedSymbols.txt names the conversions; many
/// methods of TorchSharp convert inside, the sum of two tensors among them, and those are found here, in what the compiler made
/// of the product.
/// </summary>
public static class ScalarTests
{
    private static readonly string[] Product = ["CompressionPipeline.Models", "CompressionPipeline.Stages",
        "CompressionPipeline.Cake"];

    [Fact]
    public static void Should_Call_Nothing_That_Makes_A_Scalar_Of_A_Plain_Number()
    {
        using var torch = Read("TorchSharp");
        var makers = Methods(torch).Where(method => Calls(method).Any(IsConversion))
            .Select(method => method.FullName).ToHashSet();
        // Who calls such a method, at any depth, makes one too.
        for (var found = 0; found < makers.Count;)
        {
            found = makers.Count;
            makers.UnionWith(Methods(torch).Where(method => Calls(method).Any(call => makers.Contains(call.FullName)))
                .Select(method => method.FullName));
        }
        Assert.Contains(makers, name =>
            name.Contains("op_Addition(TorchSharp.torch/Tensor,TorchSharp.torch/Tensor)", StringComparison.Ordinal));
        // Why AdamW is ours (docs/adr/0023-keep-our-own-adamw.md): once this one is safe, weigh it again.
        Assert.Contains(makers, name => name.Contains("TorchSharp.Modules.AdamW::<step>", StringComparison.Ordinal));
        Convention.Holds(
            "Use Scalars.Of(constant), `using var scalar = number.ToScalar();`, Plus and PlusInPlace.",
            from name in Product
            from method in Methods(Read(name))
            from call in Calls(method)
            where makers.Contains(call.FullName)
                || (call.DeclaringType.FullName == "TorchSharp.Scalar" && call.Name == "op_Implicit")
            select $"{method.FullName} calls {call.FullName}");
    }

    private static bool IsConversion(MethodReference call) =>
        (call.DeclaringType.FullName == "TorchSharp.Scalar" && call.Name == "op_Implicit") || call.Name == "ToScalar";

    private static ModuleDefinition Read(string assembly) =>
        ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

    private static IEnumerable<MethodDefinition> Methods(ModuleDefinition module) =>
        module.GetTypes().SelectMany(type => type.Methods);

    private static IEnumerable<MethodReference> Calls(MethodDefinition method) =>
        method.HasBody ? method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>() : [];
}
