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
    /// <summary>Fills a smaller model with copies of the parts that stay; the whole one is left as it is.</summary>
    /// <param name="whole">The model the values come from.</param>
    /// <param name="smaller">A model of the smaller shape.</param>
    /// <param name="slice">From a parameter's name in <paramref name="smaller"/> to its place in
    /// <paramref name="whole"/>.</param>
    public static void Copy(nn.Module whole, nn.Module smaller, Func<string, TensorSlice> slice)
    {
        var sources = whole.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        using var ungraded = no_grad();
        foreach (var (name, parameter) in smaller.named_parameters())
        {
            using var scope = NewDisposeScope();
            var part = slice(name);
            var values = Select(Select(sources[part.Name], 0, part.Rows), 1, part.Columns);
            parameter.copy_(part.Factor == 1 ? values : values.mul(Scalars.Of(part.Factor)));
        }
    }

    private static Tensor Select(Tensor values, long dimension, KeptIndices? kept) => kept?.Indices is { } indices
        ? values.index_select(dimension, tensor(indices.Select(index => (long)index).ToArray(), device: values.device))
        : values;
}
