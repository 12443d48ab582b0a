namespace TorchSharp;

/// <summary>The dispose scopes that are open on a thread, innermost last.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager threadSingleton;

    private readonly Stack<DisposeScope> _open = new();

    internal static DisposeScopeManager ThreadSingleton => threadSingleton ??= new DisposeScopeManager();

    public static ThreadDisposeScopeStatistics Statistics => ThreadSingleton.StatisticsInstance;

    internal ThreadDisposeScopeStatistics StatisticsInstance { get; } = new();

    internal DisposeScope Current => _open.TryPeek(out var scope) ? scope : null;

    internal static DisposeScope NewDisposeScope()
    {
        var manager = ThreadSingleton;
        var scope = new DisposeScope(manager, manager.Current);
        manager._open.Push(scope);
        return scope;
    }

    internal DisposeScope Register(IDisposable disposable)
    {
        var statistics = StatisticsInstance.TensorStatistics;
        if (!_open.TryPeek(out var scope))
        {
            statistics.CreatedOutsideScopeCount++;
            return null;
        }
        statistics.CreatedInScopeCount++;
        scope.Disposables.Add(disposable);
        return scope;
    }

    /// <summary>Closes a scope, and with it those that were opened in it and never closed.</summary>
    internal void Remove(DisposeScope scope)
    {
        if (!_open.Contains(scope))
            return;
        while (_open.Pop() != scope)
        {
        }
    }
}

public static partial class torch
{
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.NewDisposeScope();

    public static DisposeScope CurrentDisposeScope => DisposeScopeManager.ThreadSingleton.Current;

    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
