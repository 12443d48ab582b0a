using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                var grads = Gradients(tensors);
                if (grads.Count == 0)
                    return 0;
                var norms = double.IsInfinity(norm_type)
                    ? grads.ConvertAll(grad => grad.abs().max())
                    : Aten.Many("_foreach_norm.Scalar", Value.Tensors(grads), norm_type).ToList();
                using var all = stack(norms);
                var total = double.IsInfinity(norm_type) ? all.max().ToDouble() : all.norm((float)norm_type).ToDouble();
                var factor = max_norm / (total + 1e-6);
                // A factor of one or more would leave the gradients as they are.
                if (!(factor >= 1))
                    Aten.Run("_foreach_mul_.Scalar", Value.Tensors(grads), factor);
                return total;
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                foreach (var grad in Gradients(tensors))
                    grad.clamp_(-clip_value, clip_value);
            }

            private static List<Tensor> Gradients(IEnumerable<Parameter> parameters) =>
                parameters.Select(parameter => parameter.grad).Where(grad => grad is not null).ToList();
        }
    }
}
