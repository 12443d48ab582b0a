using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tokenization;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>
/// A classifier in Optimum's ONNX layout, ours or other people's. Any number of threads may call it: on the processor
/// their calls run side by side, on a GPU one after another. <see cref="Dispose"/> does not wait for running calls; the last of
/// them releases the model.
/// </summary>
public sealed class ClassifierSession : IDisposable
{
    private static readonly string[] Known = ["input_ids", "attention_mask", "token_type_ids"];

    private readonly InferenceSession session;
    private readonly string path;
    private readonly SessionCalls calls;

    private ClassifierSession(string folder, SessionSettings settings, bool cuda)
    {
        path = Path.Combine(folder, ExportFiles.Classifier);
        session = OrtSession.Open(path, settings, cuda);
        Device = cuda ? Device.Cuda : Device.Cpu;
        calls = new(session, nameof(ClassifierSession), folder, Device);
        try
        {
            Shape = ClassifierShape.Read(folder, Outputs());
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Where the session computes: <see cref="Device.Cpu"/> or <see cref="Device.Cuda"/>.</summary>
    public Device Device { get; }

    /// <summary>Why <see cref="Device.Auto"/> did not take CUDA; null where there is nothing to say.</summary>
    public string? DeviceRemark { get; private set; }

    /// <summary>Labels and length.</summary>
    public ClassifierShape Shape { get; }

    /// <summary>Opens <c>model.onnx</c> and <c>config.json</c> of a folder.</summary>
    /// <exception cref="PipelineException">
    /// A file is missing, cut off or of another layout, or CUDA was asked for and cannot be used.
    /// </exception>
    public static ClassifierSession Open(string folder, SessionSettings settings)
    {
        var (opened, remark) = DeviceChoice.Open(settings.Device, cuda => new ClassifierSession(folder, settings, cuda));
        opened.DeviceRemark = remark;
        return opened;
    }

    /// <summary>One number for each label, for each text.</summary>
    /// <param name="texts">At least one text, none longer than <see cref="ClassifierShape.MaxLength"/>.</param>
    /// <param name="padId">What fills the end of shorter rows.</param>
    /// <param name="cancellation">Looked at before the call begins.</param>
    /// <returns>Logits, row-major (texts, labels).</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no text, or one is too long.</exception>
    /// <exception cref="PipelineException">The model's logits are not numbers, or its files are not of one model.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public float[][] Logits(IReadOnlyList<EncodedTexts> texts, int padId, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(texts.Count, nameof(texts));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(texts.Max(text => text.Ids.Length), Shape.MaxLength, nameof(texts));
        return calls.Run(() => Compute(texts, padId), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => calls.End();

    private float[][] Compute(IReadOnlyList<EncodedTexts> texts, int padId)
    {
        var ids = TokenBatch.Pad([.. texts.Select(text => text.Ids)], padId);
        var types = TokenBatch.Pad([.. texts.Select(text => text.TokenTypes)]);
        (string Name, long[] Values)[] given = [(Known[0], ids.Ids), (Known[1], ids.AttentionMask), (Known[2], types.Ids)];
        var inputs = given.Where(input => session.InputMetadata.ContainsKey(input.Name))
            .ToDictionary(input => input.Name, input => OrtValue.CreateTensorValueFromMemory(input.Values, ids.Shape));
        try
        {
            using var options = new RunOptions();
            using var outputs = session.Run(options, inputs, ["logits"]);
            var logits = outputs[0].GetTensorDataAsSpan<float>();
            var rows = new float[texts.Count][];
            for (var row = 0; row < rows.Length; row++)
                rows[row] = logits.Slice(row * Shape.Labels.Count, Shape.Labels.Count).ToArray();
            return Array.TrueForAll(rows, row => Array.TrueForAll(row, float.IsFinite))
                ? rows
                : throw new PipelineException(
                    $"The logits of {path} are not numbers: fine-tune the model again, or export it again.");
        }
        finally
        {
            foreach (var input in inputs.Values)
                input.Dispose();
        }
    }

    private int Outputs()
    {
        if (session.InputMetadata.Keys.FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
            throw Unknown($"it has an input '{unknown}'");
        var hasLogits = session.OutputMetadata.TryGetValue("logits", out var logits);
        return hasLogits && logits!.ElementType == typeof(float) && logits.Dimensions is [_, > 0 and var labels]
            ? labels
            : throw Unknown("its output 'logits' is not of 32-bit floats (texts, labels) with a fixed number of labels");
    }

    private PipelineException Unknown(string why) => new(
        $"{path} is not a classifier in Optimum's layout: {why}. Export the model again (text-classification, 32-bit floats).");
}
