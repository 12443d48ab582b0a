using CompressionPipeline.Models.Torch;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Masks;

/// <summary>Which part of a parameter of the whole model a parameter of the smaller one is.</summary>
/// <param name="Name">The parameter's name in the whole model.</param>
/// <param name="Rows">What stays of its first dimension; null keeps it.</param>
/// <param name="Columns">What stays of its second dimension; null keeps it.</param>
/// <param name="Factor">What its values are multiplied by.</param>
internal sealed record TensorSlice(string Name, KeptIndices? Rows = null, KeptIndices? Columns = null, double Factor = 1);

/// <summary>
/// Makes tensors smaller. Which part of which tensor a mask keeps is the model family's knowledge, given as slices.
/// </summary>
internal static class Shrink
{
    /// <summary>Fills a smaller model with copies of the parts that stay.</summary>
    /// <param name="whole">The model the values come from.</param>
    /// <param name="smaller">A model of the smaller shape.</param>
    /// <param name="slice">From a parameter's name in <paramref name="smaller"/> to its place in
    /// <paramref name="whole"/>.</param>
    /// <param name="release">Whether the whole model's memory is freed meanwhile, tensor by tensor; else it is left
    /// unchanged.</param>
    public static void Copy(nn.Module whole, nn.Module smaller, Func<string, TensorSlice> slice, bool release)
    {
        var sources = whole.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        var parts = smaller.named_parameters().Select(p => (p.parameter, Part: slice(p.name))).ToList();
        using var ungraded = no_grad();
        if (release)
        {
            foreach (var unused in sources.Keys.Except(parts.Select(part => part.Part.Name)))
                Release(sources[unused]);
        }
        foreach (var (parameter, part) in parts)
        {
            using var scope = NewDisposeScope();
            var source = sources[part.Name];
            var values = Select(Select(source, 0, part.Rows), 1, part.Columns);
            parameter.copy_(part.Factor == 1 ? values : values.mul(Scalars.Of(part.Factor)));
            if (release)
                Release(source);
        }
    }

    private static void Release(Tensor values)
    {
        using var scope = NewDisposeScope();
        values.set_(empty(0, values.dtype, values.device));
    }

    private static Tensor Select(Tensor values, long dimension, KeptIndices? kept) => kept?.Indices is { } indices
        ? values.index_select(dimension, tensor(indices.Select(index => (long)index).ToArray(), device: values.device))
        : values;
}
