using CompressionPipeline.Models.Torch;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>
/// Activation checkpointing: of each layer its inputs alone are kept, and the backward pass runs the layer again. Why it is
/// ours: docs/adr/0035-compute-activations-again-outside-of-autograd.md.
/// </summary>
/// <remarks>
/// A layer runs without gradients, and its output goes on as a leaf. The backward pass takes the loss's gradients at these leaves
/// and then goes from the last layer to the first: it runs the layer with gradients and takes those of its inputs and weights.
/// What layers read that is no layer's output (positions, masks, the encoder's hidden states) collects its gradients until the
/// first layer that reads it is done; then they flow on to what it was made of.
/// </remarks>
internal sealed class ActivationCheckpoints : IDisposable
{
    // As torch's own switches: the threads that share a step run the same model at once.
    [ThreadStatic]
    private static ActivationCheckpoints? recording;

    // Null where layers draw nothing.
    private readonly Redraws? redraws;
    private readonly List<Layer> layers = [];

    // What layers read, under the very tensor they were given: that one may be gone with its scope.
    private readonly Dictionary<Tensor, Read> reads = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Read, Tensor> gradients = [];

    /// <summary>Records what this thread's layers run from here on, until it is disposed.</summary>
    public ActivationCheckpoints(ITrainable model, long seed)
    {
        redraws = model.Config.DropoutRate == 0 ? null : new(model.Device, seed);
        recording = this;
    }

    /// <summary>Runs a layer, in the caller's scope; recorded, where this thread records and gradients are wanted.</summary>
    /// <param name="layer">What it does, every time the same. All that gradients flow through it takes from its argument.</param>
    /// <param name="inputs">That argument; null where the layer has no such input.</param>
    public static Tensor Run(Func<IReadOnlyList<Tensor?>, Tensor> layer, params IReadOnlyList<Tensor?> inputs) =>
        recording is { } checkpoints && is_grad_enabled() ? checkpoints.RunOnce(layer, inputs) : layer(inputs);

    /// <summary>Takes the gradients of a loss, and forgets the layers.</summary>
    /// <param name="loss">A scalar that was computed since the last call.</param>
    /// <param name="parameters">What gradients are wanted of.</param>
    /// <param name="add">Takes gradients of the parameters, several times, to be added up; null or invalid for none.</param>
    public void Backward(Tensor loss, IList<Tensor> parameters, Action<IList<Tensor>> add)
    {
        recording = null; // what runs again is not recorded again
        var resume = redraws?.Mark();
        Flow([loss], null, layers.Count);
        for (var i = layers.Count - 1; i >= 0; i--)
        {
            using var scope = NewDisposeScope();
            if (gradients.Remove(layers[i].Output, out var gradient))
            {
                using (gradient)
                    RunAgain(layers[i], gradient);
            }
            var roots = gradients.Keys.Where(read => read.FirstReader == i).ToList();
            if (roots.Count > 0)
                Flow([.. roots.Select(root => root.Tensor)], [.. roots.Select(root => gradients[root])], i);
            foreach (var root in roots)
            {
                gradients.Remove(root, out var done);
                done!.Dispose();
            }
        }
        resume?.Invoke();
        Forget();
        recording = this;

        void RunAgain(Layer layer, Tensor gradient)
        {
            layer.Rewind?.Invoke();
            var inputs = layer.Inputs.Select(read => read?.Tensor.detach().requires_grad_(read.Tensor.requires_grad)).ToList();
            var wanted = layer.Inputs.Zip(inputs).Where(pair => pair.Second is { requires_grad: true }).ToList();
            var taken = autograd.grad(
                [layer.Run(inputs)], [.. wanted.Select(pair => pair.Second!), .. parameters], [gradient], allow_unused: true);
            foreach (var ((read, _), of) in wanted.Zip(taken))
                Collect(read!, of);
            add([.. taken.Skip(wanted.Count)]);
        }

        // Through what lies between layers, down to the outputs of the first so many layers.
        void Flow(IList<Tensor> from, IList<Tensor>? with, int count)
        {
            using var scope = NewDisposeScope();
            var outputs = layers.Take(count).Select(layer => layer.Output).ToList();
            // Only the loss's graph is freed on the way: others may share a part, as masks do that one vector of gates gives.
            var taken = autograd.grad(
                from, [.. outputs.Select(output => output.Tensor), .. parameters], with, retain_graph: with is not null,
                allow_unused: true);
            foreach (var (output, of) in outputs.Zip(taken))
                Collect(output, of);
            add([.. taken.Skip(outputs.Count)]);
        }
    }

    public void Dispose()
    {
        recording = null;
        Forget();
    }

    private Tensor RunOnce(Func<IReadOnlyList<Tensor?>, Tensor> layer, IReadOnlyList<Tensor?> inputs)
    {
        List<Read?> read = [.. inputs.Select(input => input is null ? null : ReadOf(input))];
        var rewind = redraws?.Mark();
        Tensor output;
        using (NewDisposeScope())
        using (no_grad())
            output = layer(inputs).detach().requires_grad_(true).DetachFromDisposeScope();
        reads.Add(output, new(output, -1));
        layers.Add(new(layer, read, reads[output], rewind));
        return output;
    }

    private Read ReadOf(Tensor input)
    {
        if (!reads.TryGetValue(input, out var read))
            reads.Add(input, read = new(input.alias().DetachFromDisposeScope(), layers.Count));
        return read;
    }

    private void Collect(Read read, Tensor? gradient)
    {
        if (gradient is not { IsInvalid: false })
            return;
        // Never in place: a sum's gradient is one tensor for all that was summed.
        gradients.Remove(read, out var before);
        gradients[read] = (before is null ? gradient : before.Plus(gradient)).DetachFromDisposeScope();
        before?.Dispose();
    }

    private void Forget()
    {
        foreach (var tensor in reads.Values.Select(read => read.Tensor).Concat(gradients.Values))
            tensor.Dispose();
        reads.Clear();
        gradients.Clear();
        layers.Clear();
    }

    private sealed record Layer(
        Func<IReadOnlyList<Tensor?>, Tensor> Run, IReadOnlyList<Read?> Inputs, Read Output, Action? Rewind);

    // By reference: a tensor that layers read, and the first layer that does; of a layer's output -1.
    private sealed class Read(Tensor tensor, int firstReader)
    {
        public Tensor Tensor => tensor;

        public int FirstReader => firstReader;
    }
}
