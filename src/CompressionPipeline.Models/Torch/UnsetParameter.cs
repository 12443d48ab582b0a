using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Torch;

/// <summary>Parameters without values, for a checkpoint or a random start to fill.</summary>
internal static class UnsetParameter
{
    /// <summary>A parameter that belongs to its module, whatever scope it is made in.</summary>
    public static Parameter Of(Device device, params long[] shape)
    {
        var parameter = new Parameter(empty(shape, device: device));
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
