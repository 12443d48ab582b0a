using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    public class Parameter : torch.Tensor
    {
        /// <summary>Takes the data over: the tensor given is invalid afterwards.</summary>
        public Parameter(torch.Tensor data, bool requires_grad = true)
            : base(data.with_requires_grad(requires_grad).MoveHandle())
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
