using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp.Modules
{
    public sealed class Linear : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        [ComponentName(Name = nameof(weight))]
        private Parameter _weight;

        [ComponentName(Name = nameof(bias))]
        private Parameter _bias;

        internal Linear(Parameter weight, Parameter bias) : base(nameof(Linear))
        {
            in_features = weight.shape[1];
            out_features = weight.shape[0];
            _weight = weight;
            _bias = bias;
            RegisterComponents();
        }

        public long in_features { get; set; }

        public long out_features { get; set; }

        public Parameter weight
        {
            get => _weight;
            set
            {
                ArgumentNullException.ThrowIfNull(value, nameof(weight));
                Replace(ref _weight, value, nameof(weight));
            }
        }

        public Parameter bias
        {
            get => _bias;
            set => Replace(ref _bias, value, nameof(bias));
        }

        private void Replace(ref Parameter held, Parameter value, string component)
        {
            if (ReferenceEquals(held, value))
                return;
            held?.Dispose();
            held = value;
            ConditionallyRegisterParameter(component, value);
        }

        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.linear(tensor, _weight, _bias);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Linear Linear(
                long inputSize, long outputSize, bool hasBias = true, Device device = null, ScalarType? dtype = null)
            {
                using var frozen = no_grad();
                var bound = 1 / Math.Sqrt(inputSize);
                var weight = empty(outputSize, inputSize, dtype: dtype, device: device).uniform_(-bound, bound);
                var bias = hasBias ? empty(outputSize, dtype: dtype, device: device).uniform_(-bound, bound) : null;
                return new Linear(new Parameter(weight), bias is null ? null : new Parameter(bias));
            }

            public static Linear Linear(Parameter weight, Parameter bias = null) => new(weight, bias);
        }
    }
}
