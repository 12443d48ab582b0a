using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Bridge.cp_tensor_requires_grad(Handle) != 0;
            set => Bridge.Check(Bridge.cp_tensor_set_requires_grad(Handle, value ? 1 : 0));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public bool is_leaf => Bridge.cp_tensor_is_leaf(Handle) != 0;

        public Tensor grad
        {
            get => Bridge.cp_tensor_grad(Handle) is var found && found == 0 ? null : new Tensor(found);
            set => Bridge.Check(Bridge.cp_tensor_set_grad(Handle, value is null ? 0 : value.Handle));
        }

        public void retain_grad() => Aten.Run("retain_grad", this);

        public void backward() => autograd.backward(this);

        public void backward(
            IList<Tensor> grad_tensors = null, bool retain_graph = false, bool create_graph = false,
            IList<Tensor> inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        public Tensor detach() => Aten.One("detach", this);
        public Tensor detach_() => Aten.Same("detach_", this);
        public Tensor clone() => Aten.One("clone", this);
        public Tensor alias() => new(Bridge.cp_tensor_share(Handle));
    }
}
