using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor relu() => Aten.One("relu", this);
        public Tensor relu_() => Aten.Same("relu_", this);
        public Tensor gelu() => Aten.One("gelu", this);
        public Tensor gelu(GELU.Approximate approximate) => Aten.One("gelu", this, approximate.ToString());
        public Tensor silu() => Aten.One("silu", this);
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.One("softmax.int", this, dim, dtype);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.One("log_softmax.int", this, dim, dtype);
    }
}
