using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>
/// The model that forward and backward passes run: the one in training, or a copy of it in bfloat16 whose weights follow. The
/// optimizer updates float32 in any case, or small updates would be rounded away.
/// </summary>
internal sealed class ComputedModel : IDisposable
{
    private readonly List<(Tensor Master, Tensor Copy)> followers = [];

    // Each holds the node of libtorch's graph that collects a parameter's gradient. Else the node ends with the last pass that
    // uses the parameter, and a pass that does not use it looks for it without a lock, while another thread's may be making the
    // next one: that writes into freed memory. No view of the parameter: it does not hold the node.
    private readonly List<Tensor> collectors;

    private readonly bool isCopy;

    public ComputedModel(
        ITrainable model, IReadOnlyList<(string Name, Parameter Parameter)> updated, TrainingPrecision precision)
    {
        isCopy = precision == TrainingPrecision.Bf16;
        Model = model;
        Parameters = [.. updated.Select(pair => pair.Parameter)];
        if (isCopy)
        {
            Model = (ITrainable)model.Shrink(model.Config.KeepAll());
            Model.Module.to(ScalarType.BFloat16);
            Model.Module.train();
            var copies = Model.Module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
            // What an objective adds has no copy.
            Parameters = [.. updated.Select(pair => copies.GetValueOrDefault(pair.Name, pair.Parameter))];
            followers = [.. updated.Where(pair => copies.ContainsKey(pair.Name))
                .Select(pair => ((Tensor)pair.Parameter, (Tensor)copies[pair.Name]))];
            Follow();
        }
        collectors = [.. Parameters.Select(parameter => parameter.sum().DetachFromDisposeScope())];
    }

    /// <summary>What passes run.</summary>
    public ITrainable Model { get; }

    /// <summary>What gradients are taken of, in the order of what is updated.</summary>
    public IList<Tensor> Parameters { get; }

    /// <summary>Takes over what an update has changed.</summary>
    public void Follow()
    {
        using var ungraded = no_grad();
        foreach (var (master, copy) in followers)
            copy.copy_(master);
    }

    public void Dispose()
    {
        collectors.ForEach(collector => collector.Dispose());
        if (isCopy)
            Model.Dispose();
    }
}
