using System.Runtime.CompilerServices;
using CompressionPipeline.Models.Torch;

namespace CompressionPipeline.Stages.Tests;

internal static class LoadTorch
{
    // Tests call torch directly, as nothing of the product does before it has asked for libtorch.
    [ModuleInitializer]
    internal static void Run() => TorchLibrary.Require();
}
