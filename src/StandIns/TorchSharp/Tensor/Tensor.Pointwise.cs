using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor exp() => Aten.One("exp", this);
        public Tensor expm1() => Aten.One("expm1", this);
        public Tensor log() => Aten.One("log", this);
        public Tensor log1p() => Aten.One("log1p", this);
        public Tensor log2() => Aten.One("log2", this);
        public Tensor sqrt() => Aten.One("sqrt", this);
        public Tensor rsqrt() => Aten.One("rsqrt", this);
        public Tensor square() => Aten.One("square", this);
        public Tensor reciprocal() => Aten.One("reciprocal", this);
        public Tensor sin() => Aten.One("sin", this);
        public Tensor cos() => Aten.One("cos", this);
        public Tensor tanh() => Aten.One("tanh", this);
        public Tensor erf() => Aten.One("erf", this);
        public Tensor sigmoid() => Aten.One("sigmoid", this);
        public Tensor abs() => Aten.One("abs", this);
        public Tensor neg() => Aten.One("neg", this);
        public Tensor sign() => Aten.One("sign", this);
        public Tensor floor() => Aten.One("floor", this);
        public Tensor ceil() => Aten.One("ceil", this);
        public Tensor trunc() => Aten.One("trunc", this);
        public Tensor round(long decimals = 0) => Aten.One("round.decimals", this, decimals);

        public Tensor exp_() => Aten.Same("exp_", this);
        public Tensor log_() => Aten.Same("log_", this);
        public Tensor sqrt_() => Aten.Same("sqrt_", this);
    }
}
