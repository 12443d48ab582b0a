using System.Runtime.InteropServices;

namespace CompressionPipeline.Cake.Context;

/// <summary>Ctrl-C, or a request to end (SIGTERM): the first is passed on to the stage, the second ends the process.</summary>
public sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration termination;

    /// <summary>Listens from now on.</summary>
    public Interruption()
    {
        Console.CancelKeyPress += OnCancel;
        termination = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = !source.IsCancellationRequested;
                source.Cancel();
            });
    }

    /// <summary>Set when someone asked to stop.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancel;
        termination.Dispose();
        source.Dispose();
    }

    private void OnCancel(object? sender, ConsoleCancelEventArgs request)
    {
        request.Cancel = !source.IsCancellationRequested;
        source.Cancel();
    }
}
