using TorchSharp.Modules;
using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp.Modules
{
    public sealed class Embedding : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long _padding;
        private readonly bool _scale;
        private readonly bool _sparse;

        [ComponentName(Name = nameof(weight))]
        private Parameter _weight;

        internal Embedding(Parameter weight, long padding, bool scale, bool sparse) : base(nameof(Embedding))
        {
            _weight = weight;
            _padding = padding;
            _scale = scale;
            _sparse = sparse;
            RegisterComponents();
        }

        public Parameter weight
        {
            get => _weight;
            set
            {
                if (ReferenceEquals(_weight, value))
                    return;
                _weight?.Dispose();
                _weight = value;
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        public override torch.Tensor forward(torch.Tensor input) =>
            Aten.One("embedding", _weight, input, _padding, _scale, _sparse);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Embedding Embedding(
                long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2,
                bool scale_grad_by_freq = false, bool sparse = false, Device device = null, ScalarType? dtype = null)
            {
                if (max_norm is not null)
                    throw new NotSupportedException("torch.nn.Embedding: max_norm");
                using var frozen = no_grad();
                var weight = empty(num_embeddings, embedding_dims, dtype: dtype, device: device).normal_();
                var padding = padding_idx is < 0 ? padding_idx.Value + num_embeddings : padding_idx ?? -1;
                if (padding >= 0)
                {
                    using var row = weight[padding];
                    row.zero_();
                }
                return new Embedding(new Parameter(weight), padding, scale_grad_by_freq, sparse);
            }
        }
    }
}
