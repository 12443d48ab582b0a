using System.Runtime.InteropServices;

namespace CompressionPipeline.Cake.Context;

/// <summary>Ctrl-C, or a request to end (SIGTERM): the first cancels the stage, the second ends the process.</summary>
public sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration termination;

    /// <summary>Starts to listen.</summary>
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

    /// <summary>Cancelled by the first request.</summary>
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
