using CompressionPipeline.Core;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>Calls of a session: side by side on the processor, one after another on a GPU.</summary>
/// <param name="graphs">What the calls use; disposed when the last of them has ended after <see cref="End"/>.</param>
/// <param name="owner">The type that refuses calls after <see cref="End"/>.</param>
/// <param name="folder">The graphs' folder, for errors.</param>
/// <param name="device">Where the graphs compute.</param>
internal sealed class SessionCalls(IDisposable graphs, string owner, string folder, Device device)
{
    private readonly SharedResource shared = new(graphs, owner);
    private readonly SemaphoreSlim turns = new(device == Device.Cuda ? 1 : int.MaxValue);

    /// <summary>Makes a call, and explains the error where the graphs cannot read their inputs.</summary>
    /// <exception cref="ObjectDisposedException"><see cref="End"/> was called.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before its turn.</exception>
    /// <exception cref="PipelineException">The files are of different models, or an id is out of range.</exception>
    public T Run<T>(Func<T> call, CancellationToken cancellation = default)
    {
        using var use = shared.Use();
        turns.Wait(cancellation);
        try
        {
            return call();
        }
        // Errors of a GPU or of memory are the caller's to explain.
        catch (OnnxRuntimeException error) when (device == Device.Cpu
            && !error.Message.Contains("memory", StringComparison.OrdinalIgnoreCase))
        {
            throw new PipelineException(
                $"The graphs in {folder} cannot read what they were given: a file is of another model, config.json says more "
                + $"than the model has, or ids are not the model's ({error.Message.Trim()}). Export the model again.", error);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Allows no further call; does not wait for those that have begun.</summary>
    public void End() => shared.Release();
}
