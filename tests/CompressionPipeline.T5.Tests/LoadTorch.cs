using System.Runtime.CompilerServices;

namespace CompressionPipeline.T5.Tests;

internal static class LoadTorch
{
    // Tests call torch directly, as nothing of the product does before it has asked for libtorch.
    [ModuleInitializer]
    internal static void Run() => TorchLibrary.Require();
}
