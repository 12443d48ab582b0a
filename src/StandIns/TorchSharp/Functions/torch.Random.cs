using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator generator = null) =>
        input.multinomial(num_samples, replacement, generator);
    public static Tensor bernoulli(Tensor input, Generator generator = null) => input.bernoulli(generator);
    public static Tensor normal(Tensor mean, Tensor std, Generator generator = null) =>
        Aten.One("normal.Tensor_Tensor", mean, std, generator);
}
