using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor zero_() => Aten.Same("zero_", this);
        public Tensor fill_(Scalar value) => Aten.Same("fill_.Scalar", this, value);
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Aten.Same("copy_", this, source, nonBlocking);
        public Tensor set_(Tensor source) => Aten.Same("set_.source_Tensor", this, source);
        public Tensor normal_(double mean = 0, double std = 1, Generator generator = null) =>
            Aten.Same("normal_", this, mean, std, generator);
        public Tensor uniform_(double from, double to, Generator generator = null) => Aten.Same("uniform_", this, from, to,
            generator);
        public Tensor bernoulli(Generator generator = null) => Aten.One("bernoulli", this, generator);
        public Tensor bernoulli_(double p = 0.5, Generator generator = null) => Aten.Same("bernoulli_.float", this, p, generator);
        public Tensor bernoulli_(Tensor p, Generator generator = null) => Aten.Same("bernoulli_.Tensor", this, p, generator);
        public Tensor multinomial(long num_samples, bool replacement = false, Generator generator = null) =>
            Aten.One("multinomial", this, num_samples, replacement, generator);
    }
}
