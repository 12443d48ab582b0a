using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static unsafe partial class autograd
    {
        public static void backward(
            Tensor tensor, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor> inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor> inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        public static void backward(
            IList<Tensor> tensors, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor> inputs = null)
        {
            fixed (IntPtr* roots = Handles(tensors), grads = Handles(grad_tensors), leaves = Handles(inputs))
            {
                Bridge.Check(Bridge.cp_backward(
                    roots, tensors.Count, grads, grad_tensors?.Count ?? 0, retain_graph ?? create_graph ? 1 : 0,
                    create_graph ? 1 : 0, leaves, inputs?.Count ?? 0));
            }
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor> grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            var results = new IntPtr[inputs.Count];
            fixed (IntPtr* roots = Handles(outputs), leaves = Handles(inputs), grads = Handles(grad_outputs), room = results)
            {
                Bridge.Check(Bridge.cp_gradients(
                    roots, outputs.Count, leaves, inputs.Count, grads, grad_outputs?.Count ?? 0,
                    retain_graph || create_graph ? 1 : 0,
                    create_graph ? 1 : 0, allow_unused ? 1 : 0, room));
            }
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return Array.ConvertAll(results, handle => handle == 0 ? null : new Tensor(handle));
        }

        private static IntPtr[] Handles(IList<Tensor> tensors) =>
            tensors is null ? [] : tensors.Select(tensor => tensor is null ? 0 : tensor.Handle).ToArray();
    }
}
