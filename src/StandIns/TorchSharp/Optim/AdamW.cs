using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Decoupled weight decay regularization (Loshchilov and Hutter, 2019), every operation over all parameters at once.</summary>
public partial class AdamW : OptimizerHelper, optim.IBetas
{
    public AdamW(
        IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    public AdamW(
        IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        if (lr < 0)
            throw new ArgumentException($"Invalid learning rate: {lr}");
        if (beta1 is < 0 or >= 1)
            throw new ArgumentException($"Invalid beta1 value: {beta1}");
        if (beta2 is < 0 or >= 1)
            throw new ArgumentException($"Invalid beta2 value: {beta2}");
        if (eps < 0)
            throw new ArgumentException($"Invalid epsilon value: {eps}");
        if (weight_decay < 0)
            throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
        _defaults = new Options
        {
            LearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            amsgrad = amsgrad,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    public (double, double) Betas
    {
        get => ((Options)_defaults) is var d ? (d.beta1.Value, d.beta2.Value) : default;
        set
        {
            foreach (var group in _parameter_groups.OfType<ParamGroup>())
                group.Betas = value;
        }
    }

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var defaults = (Options)_defaults;
        var options = (Options)(param_group.Options ??= new Options());
        options.beta1 ??= defaults.beta1;
        options.beta2 ??= defaults.beta2;
        options.eps ??= defaults.eps;
        options.weight_decay ??= defaults.weight_decay;
        options.amsgrad ??= defaults.amsgrad;
        options.maximize ??= defaults.maximize;
        base.add_param_group(param_group);
    }

    private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

    public override Tensor step(Func<Tensor> closure = null) => _step<ParamGroup>(Update, closure);

    private void Update(ParamGroup own)
    {
        var active =
            from parameter in own.Parameters
            let grad = parameter.grad
            where grad is not null
            let state = (State)StateOf(parameter)
            group (parameter, grad, state) by ++state.step;
        foreach (var alike in active)
            Update(
                own.Options, alike.Key, alike.Select(x => (Tensor)x.parameter).ToArray(), alike.Select(x => x.grad).ToArray(),
                alike.Select(x => x.state).ToArray());
    }

    private static void Update(Options options, long step, Tensor[] parameters, Tensor[] grads, State[] states)
    {
        var (beta1, beta2, rate) = (options.beta1.Value, options.beta2.Value, options.LearningRate.Value);
        if (options.maximize.Value)
            grads = Aten.Many("_foreach_neg", Value.Tensors(grads));
        var first = Array.ConvertAll(states, state => state.exp_avg);
        var second = Array.ConvertAll(states, state => state.exp_avg_sq);

        if (options.weight_decay.Value != 0)
            Aten.Run("_foreach_mul_.Scalar", Value.Tensors(parameters), 1 - rate * options.weight_decay.Value);
        Aten.Run("_foreach_mul_.Scalar", Value.Tensors(first), beta1);
        Aten.Run("_foreach_add_.List", Value.Tensors(first), Value.Tensors(grads), 1 - beta1);
        Aten.Run("_foreach_mul_.Scalar", Value.Tensors(second), beta2);
        Aten.Run("_foreach_addcmul_.Scalar", Value.Tensors(second), Value.Tensors(grads), Value.Tensors(grads), 1 - beta2);
        if (options.amsgrad.Value)
        {
            foreach (var state in states)
                Aten.Run("maximum.out", state.max_exp_avg_sq, state.exp_avg_sq, state.max_exp_avg_sq);
            second = Array.ConvertAll(states, state => state.max_exp_avg_sq);
        }

        var correction1 = 1 - Math.Pow(beta1, step);
        var correction2 = 1 - Math.Pow(beta2, step);
        var denominators = Aten.Many("_foreach_sqrt", Value.Tensors(second));
        Aten.Run("_foreach_div_.Scalar", Value.Tensors(denominators), Math.Sqrt(correction2));
        Aten.Run("_foreach_add_.Scalar", Value.Tensors(denominators), options.eps.Value);
        Aten.Run(
            "_foreach_addcdiv_.Scalar", Value.Tensors(parameters), Value.Tensors(first), Value.Tensors(denominators),
            -rate / correction1);
        foreach (var denominator in denominators)
            denominator.Dispose();
    }
}
