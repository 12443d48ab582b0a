namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public abstract class LRScheduler
            {
                private readonly Optimizer _optimizer;

                private protected int _last_epoch;
                private protected double[] _base_lrs;
                private double[] _last_lrs;

                protected int _step_count;

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    if (verbose)
                        throw new NotSupportedException("LRScheduler: verbose");
                    _optimizer = optimizer;
                    _last_epoch = last_epoch;
                    _base_lrs = optimizer.ParamGroups.Select(group => group.InitialLearningRate).ToArray();
                    _last_lrs = optimizer.ParamGroups.Select(group => group.LearningRate).ToArray();
                }

                public virtual void step() => step(null);

                public virtual void step(int? epoch)
                {
                    _step_count++;
                    _last_epoch = epoch ?? _last_epoch + 1;
                    _last_lrs = get_lr().ToArray();
                    foreach (var (group, rate) in _optimizer.ParamGroups.Zip(_last_lrs))
                        group.LearningRate = rate;
                }

                protected virtual IEnumerable<double> get_lr() => _last_lrs;

                public IEnumerable<double> get_last_lr() => _last_lrs;
            }

            public static LRScheduler LambdaLR(
                Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new impl.LambdaLR(optimizer, lr_lambda, last_epoch, verbose);

            public static partial class impl
            {
                public class LambdaLR : LRScheduler
                {
                    private readonly Func<int, double> _lr_lambda;

                    internal LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch, bool verbose)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _lr_lambda = lr_lambda;
                        step();
                    }

                    protected override IEnumerable<double> get_lr() => _base_lrs.Select(rate => rate * _lr_lambda(_last_epoch));
                }
            }
        }
    }
}
