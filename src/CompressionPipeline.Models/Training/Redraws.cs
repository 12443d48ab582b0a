using TorchSharp;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>Saved states of torch's generator, to repeat the draws after one.</summary>
/// <param name="device">Where it draws.</param>
/// <param name="seed">Of the marks on a GPU.</param>
internal sealed class Redraws(Device device, long seed)
{
    private int marks;

    /// <summary>Saves the state; the result restores it.</summary>
    public Action Mark()
    {
        if (device.type != DeviceType.CPU)
        {
            // TorchSharp 0.107 does not hand out the state of a GPU's generator: it is seeded anew instead.
            var next = BatchPlan.Mix(seed, marks++);
            manual_seed(next);
            return () => manual_seed(next);
        }
        using var scope = NewDisposeScope();
        using var generator = Generator.Default;
        var state = generator.get_state().bytes.ToArray();
        return () => Return(state);
    }

    private static void Return(byte[] state)
    {
        using var scope = NewDisposeScope();
        using var generator = Generator.Default;
        generator.set_state(tensor(state));
    }
}
