using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class AdamW
{
    /// <summary>
    /// The elements that one batch of parameters holds on a CPU, so that they stay in its cache from the first operation to
    /// the last: half the time of all parameters at once. Elsewhere only the number of calls counts.
    /// </summary>
    private const long CacheElements = 1 << 16;

    private void Update(ParamGroup own)
    {
        var (parameters, grads, states) = (new List<Tensor>(), new List<Tensor>(), new List<State>());
        var elements = 0L;
        foreach (var parameter in own.Parameters)
        {
            if (parameter.grad is not { } grad)
                continue;
            var state = (State)StateOf(parameter);
            state.step++;
            var size = parameter.numel();
            var full = elements + size > CacheElements && grad.is_cpu();
            if (states.Count > 0 && (full || state.step != states[0].step))
                Flush();
            parameters.Add(parameter);
            grads.Add(grad);
            states.Add(state);
            elements += size;
        }
        if (states.Count > 0)
            Flush();

        void Flush()
        {
            Update(own.Options, states[0].step, parameters, grads, states);
            parameters.Clear();
            grads.Clear();
            states.Clear();
            elements = 0;
        }
    }

    private static void Update(
        Options options, long step, List<Tensor> parameters, IReadOnlyList<Tensor> grads, List<State> states)
    {
        var (beta1, beta2, rate) = (options.beta1.Value, options.beta2.Value, options.LearningRate.Value);
        if (options.maximize.Value)
            grads = Aten.Many("_foreach_neg", Value.Tensors(grads));
        var first = states.ConvertAll(state => state.exp_avg);
        var second = states.ConvertAll(state => state.exp_avg_sq);

        if (options.weight_decay.Value != 0)
            Aten.Run("_foreach_mul_.Scalar", Value.Tensors(parameters), 1 - rate * options.weight_decay.Value);
        Aten.Run("_foreach_mul_.Scalar", Value.Tensors(first), beta1);
        Aten.Run("_foreach_add_.List", Value.Tensors(first), Value.Tensors(grads), 1 - beta1);
        Aten.Run("_foreach_mul_.Scalar", Value.Tensors(second), beta2);
        Aten.Run("_foreach_addcmul_.Scalar", Value.Tensors(second), Value.Tensors(grads), Value.Tensors(grads), 1 - beta2);
        if (options.amsgrad.Value)
            second = Largest(states);

        // rate * (m / c1) / (sqrt(v / c2) + eps), with the roots of the corrections taken out of the loop over elements.
        var correction1 = 1 - Math.Pow(beta1, step);
        var root2 = Math.Sqrt(1 - Math.Pow(beta2, step));
        var denominators = Aten.Many("_foreach_sqrt", Value.Tensors(second));
        Aten.Run("_foreach_add_.Scalar", Value.Tensors(denominators), options.eps.Value * root2);
        Aten.Run(
            "_foreach_addcdiv_.Scalar", Value.Tensors(parameters), Value.Tensors(first), Value.Tensors(denominators),
            -rate * root2 / correction1);
        foreach (var denominator in denominators)
            denominator.Dispose();
    }

    private static List<Tensor> Largest(List<State> states)
    {
        foreach (var state in states)
            Aten.Run("maximum.out", state.max_exp_avg_sq, state.exp_avg_sq, state.max_exp_avg_sq);
        return states.ConvertAll(state => state.max_exp_avg_sq);
    }
}
