using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tokenization;

namespace CompressionPipeline.Inference;

/// <summary>
/// Classifies texts, or pairs of texts, with an exported BERT or RoBERTa. One instance serves any number of threads: on the
/// processor their calls run side by side, on a GPU one after another.
/// </summary>
/// <remarks>
/// <para>Of a text that is longer than the model reads (<see cref="ClassifierOptions.MaxTokens"/>), the beginning is read; of two
/// texts, the longer one loses its end first.</para>
/// <para><see cref="Dispose"/> does not wait: running calls complete normally, the model is released with the last of them, and
/// later calls throw <see cref="ObjectDisposedException"/>.</para>
/// </remarks>
/// <example>
/// <code>
/// using var classifier = Classifier.Load("models/namespaces");
/// Classification found = classifier.Classify(text);
/// page.Append($"{found.Label}: {found.Scores[found.Label!]:P0}");
///
/// Classification entailed = classifier.Classify(premise, hypothesis);
/// IReadOnlyList&lt;Classification&gt; all = classifier.Classify(["first text", "second text"]);
/// </code>
/// </example>
public sealed class Classifier : IDisposable
{
    private readonly ClassifierSession session;
    private readonly IPairTokenizer tokenizer;
    private readonly int batchSize;
    private readonly int maxTokens;
    private readonly SharedResource shared;

    private Classifier(ClassifierSession session, IPairTokenizer tokenizer, int batchSize, int maxTokens)
    {
        (this.session, this.tokenizer, this.batchSize, this.maxTokens) = (session, tokenizer, batchSize, maxTokens);
        shared = new(session, nameof(Classifier));
    }

    /// <summary>Where it computes: <see cref="Device.Cpu"/> or <see cref="Device.Cuda"/>.</summary>
    public Device Device => session.Device;

    /// <summary>Why <see cref="Device.Auto"/> did not take CUDA; null where there is nothing to say.</summary>
    public string? DeviceRemark => session.DeviceRemark;

    /// <summary>The labels that it tells apart; of a regression, the name of the value.</summary>
    public IReadOnlyList<string> Labels => session.Shape.Labels;

    /// <summary>Loads an export.</summary>
    /// <param name="folder">
    /// A folder in Optimum's layout: <c>model.onnx</c>, <c>config.json</c>, <c>vocab.txt</c> (or <c>vocab.json</c> and
    /// <c>merges.txt</c>), and where it is there <c>tokenizer_config.json</c>.
    /// </param>
    /// <param name="options">How to compute; null takes what the export says.</param>
    /// <exception cref="PipelineException">
    /// A file is missing, cut off or of another model, or CUDA was asked for and cannot be used; names the file and the fix.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static Classifier Load(string folder, ClassifierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        options ??= new();
        options.Check();
        ModelFolder.Require(folder, options.Verify);
        var tokenizer = PairTokenizer.Open(folder);
        var limit = JsonFile.Read(folder, HuggingFaceFiles.ConfigFile, required: false).Limit("model_max_length");
        var session = ClassifierSession.Open(folder, new() { Device = options.Device, Threads = options.Threads });
        if (tokenizer.PieceCount > session.Shape.VocabularySize)
        {
            var rows = session.Shape.VocabularySize;
            session.Dispose();
            throw new PipelineException(
                $"The tokenizer of {folder} has {tokenizer.PieceCount} pieces and the model {rows} ids: it is another model's. "
                + "Copy the tokenizer that the model was trained with, or export the model again.");
        }
        var positions = session.Shape.MaxLength;
        return new(session, tokenizer, options.BatchSize, Math.Min(options.MaxTokens ?? limit ?? positions, positions));
    }

    /// <summary>Classifies a text.</summary>
    /// <param name="text">Any text.</param>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public Classification Classify(string text) => Classify([text])[0];

    /// <summary>Classifies a pair of texts.</summary>
    /// <param name="first">Any text.</param>
    /// <param name="second">Any text.</param>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public Classification Classify(string first, string second) => Classify([(first, second)])[0];

    /// <summary>Classifies texts, those of like length together (<see cref="ClassifierOptions.BatchSize"/>).</summary>
    /// <param name="texts">Any number of texts.</param>
    /// <param name="cancellation">Looked at before every batch.</param>
    /// <returns>One for each text, in their order.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public IReadOnlyList<Classification> Classify(IReadOnlyList<string> texts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return ClassifyAll([.. texts.Select(text => (text, (string?)null))], cancellation);
    }

    /// <summary>Classifies pairs of texts, those of like length together.</summary>
    /// <param name="pairs">Any number of pairs.</param>
    /// <param name="cancellation">Looked at before every batch.</param>
    /// <returns>One for each pair, in their order.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public IReadOnlyList<Classification> Classify(
        IReadOnlyList<(string First, string Second)> pairs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        foreach (var (_, second) in pairs)
            ArgumentNullException.ThrowIfNull(second, nameof(pairs));
        return ClassifyAll([.. pairs.Select(pair => (pair.First, (string?)pair.Second))], cancellation);
    }

    /// <summary>Releases the model, as soon as no call runs any more.</summary>
    public void Dispose() => shared.Release();

    private Classification[] ClassifyAll((string First, string? Second)[] texts, CancellationToken cancellation)
    {
        using var use = shared.Use();
        var found = new Classification[texts.Length];
        var encoded = Array.ConvertAll(texts, text => Encode(text.First, text.Second));
        foreach (var batch in TokenBatch.ByLength(encoded.Select(one => one.Ids.Length), batchSize))
        {
            var rows = session.Logits(Array.ConvertAll(batch, index => encoded[index]), tokenizer.PadId, cancellation);
            foreach (var (index, logits) in batch.Zip(rows))
                found[index] = Classification.Of(logits, session.Shape);
        }
        return found;
    }

    private EncodedTexts Encode(string first, string? second)
    {
        ArgumentNullException.ThrowIfNull(first);
        return tokenizer.Encode(first, second, maxTokens);
    }
}
