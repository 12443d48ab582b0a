using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>Threads that share a step's work, each running torch on one core.</summary>
/// <remarks>
/// Torch itself splits every operator over the cores and waits for all of them after each: with small models most of the gain
/// is lost in waiting, and where other programs use the cores too, nearly all speed. Here each thread takes a share of the
/// batch through forward and backward, and they synchronize twice a step. Each thread's share is fixed, so that sums are
/// always in the same order.
/// </remarks>
internal sealed class TorchWorkers : IDisposable
{
    // Each thread has its own gradients: those of a large model would fill the memory, and its operators parallelize well.
    private const long LargestGradients = 100_000_000;

    private readonly int intraOp;
    private readonly int threadsBefore = get_num_threads();
    private readonly Barrier barrier;
    private readonly Thread[] threads;
    private readonly Exception?[] errors;
    private Action<int>? work;

    /// <param name="model">Decides whether threads of ours or torch's own split the work.</param>
    /// <param name="cores">Processor threads to use in all.</param>
    public TorchWorkers(ITrainable model, int cores)
    {
        // One thread for a GPU. With dropout one too: several would draw from the process's one generator in random order.
        var shared = model.Device.type == TorchSharp.DeviceType.CPU
            && model.Config.DropoutRate == 0
            && model.Config.ParameterCount * cores <= LargestGradients;
        Count = shared ? cores : 1;
        intraOp = shared ? 1 : cores;
        barrier = new Barrier(Count);
        errors = new Exception?[Count];
        set_num_threads(intraOp);
        threads = [.. Enumerable.Range(1, Count - 1).Select(number =>
            new Thread(() => Loop(number)) { IsBackground = true, Name = $"torch worker {number}" })];
        Array.ForEach(threads, thread => thread.Start());
    }

    /// <summary>Threads, the caller's included.</summary>
    public int Count { get; }

    /// <summary>
    /// Runs <paramref name="body"/> once on each thread with the thread's number, and returns when all have finished.
    /// </summary>
    public void Run(Action<int> body)
    {
        work = body;
        barrier.SignalAndWait();
        Do(0);
        barrier.SignalAndWait();
        if (Array.Find(errors, error => error is not null) is not { } first)
            return;
        Array.Clear(errors);
        // Its type and stack are those of the thread it came from.
        ExceptionDispatchInfo.Throw(first);
    }

    /// <summary>Ends the threads; what comes after splits its operators as it did before.</summary>
    public void Dispose()
    {
        work = null;
        if (threads.Length > 0)
            barrier.SignalAndWait();
        Array.ForEach(threads, thread => thread.Join());
        barrier.Dispose();
        set_num_threads(threadsBefore);
    }

    private void Loop(int number)
    {
        set_num_threads(intraOp);
        while (true)
        {
            barrier.SignalAndWait();
            if (work is null)
                return;
            Do(number);
            barrier.SignalAndWait();
        }
    }

    private void Do(int number)
    {
        try
        {
            work!(number);
        }
        catch (Exception error)
        {
            errors[number] = error;
        }
    }
}
