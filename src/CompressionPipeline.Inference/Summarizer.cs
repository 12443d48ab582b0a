using System.Runtime.CompilerServices;
using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tokenization;

namespace CompressionPipeline.Inference;

/// <summary>
/// Summarizes texts with an exported T5. One instance serves any number of threads: on the processor their calls run side by
/// side, on a GPU one after another.
/// </summary>
/// <remarks>
/// <para>A text in which nothing but white space stands has the empty summary. Of a text that is longer than the model reads
/// (<see cref="SummarizerOptions.MaxSourceTokens"/>), the beginning is read, as in training.</para>
/// <para><see cref="Dispose"/> does not wait: running calls complete normally, the model is released with the last of them, and
/// later calls throw <see cref="ObjectDisposedException"/>.</para>
/// </remarks>
/// <example>
/// <code>
/// using var summarizer = Summarizer.Load("models/dotnet-docs");
/// string summary = summarizer.Summarize(text);
///
/// IReadOnlyList&lt;string&gt; summaries = summarizer.Summarize(["first text", "second text"]);
///
/// await foreach (string piece in summarizer.StreamAsync(text))
///     page.Append(piece);
/// </code>
/// </example>
public sealed class Summarizer : IDisposable
{
    private readonly Seq2SeqSession session;
    private readonly T5Tokenizer tokenizer;
    private readonly ExportSettings settings;
    private readonly int batchSize;
    private readonly SharedResource shared;

    private Summarizer(Seq2SeqSession session, T5Tokenizer tokenizer, ExportSettings settings, int batchSize)
    {
        (this.session, this.tokenizer, this.settings, this.batchSize) = (session, tokenizer, settings, batchSize);
        shared = new(session, nameof(Summarizer));
    }

    /// <summary>Where it computes: <see cref="Device.Cpu"/> or <see cref="Device.Cuda"/>.</summary>
    public Device Device => session.Device;

    /// <summary>Why <see cref="Device.Auto"/> did not take CUDA; null where there is nothing to say.</summary>
    public string? DeviceRemark => session.DeviceRemark;

    /// <summary>Loads an export.</summary>
    /// <param name="folder">
    /// A folder in Optimum's layout: <c>encoder_model.onnx</c>, <c>decoder_model.onnx</c>, <c>decoder_with_past_model.onnx</c>,
    /// <c>config.json</c> and <c>spiece.model</c>, and where they are there <c>generation_config.json</c> and
    /// <c>tokenizer_config.json</c>.
    /// </param>
    /// <param name="options">How to compute and write; null takes what the export says.</param>
    /// <exception cref="PipelineException">
    /// A file is missing, cut off or of another model, or CUDA was asked for and cannot be used; names the file and the fix.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static Summarizer Load(string folder, SummarizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        options ??= new();
        options.Check();
        ModelFolder.Require(folder, options.Verify);
        var settings = ExportSettings.Read(folder, options);
        var tokenizer = Task.Run(() => T5Tokenizer.Open(Path.Combine(folder, T5Tokenizer.FileName)));
        Seq2SeqSession? session = null;
        try
        {
            session = Seq2SeqSession.Open(folder, new() { Device = options.Device, Threads = options.Threads });
            var opened = tokenizer.GetAwaiter().GetResult();
            RequireFitting(opened, folder, session.Shape.VocabularySize);
            return new(session, opened, settings, options.BatchSize);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>Summarizes a text.</summary>
    /// <param name="text">Any text, without the model's prefix.</param>
    /// <param name="cancellation">Looked at before every token.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The summarizer was disposed.</exception>
    public string Summarize(string text, CancellationToken cancellation = default) => Summarize([text], cancellation)[0];

    /// <summary>Summarizes texts, those of like length together (<see cref="SummarizerOptions.BatchSize"/>).</summary>
    /// <param name="texts">Any number of texts, without the model's prefix.</param>
    /// <param name="cancellation">Looked at before every token.</param>
    /// <returns>A summary per text, in their order.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The summarizer was disposed.</exception>
    public IReadOnlyList<string> Summarize(IReadOnlyList<string> texts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        using var use = shared.Use();
        var summaries = new string[texts.Count];
        Array.Fill(summaries, "");
        var sources = texts.Select(Source).ToArray();
        foreach (var batch in TokenBatch.ByLength(sources.Select(ids => ids.Length), batchSize))
        {
            var rows = Array.FindAll(batch, index => sources[index].Length > 0);
            if (rows.Length == 0)
                break;
            foreach (var (index, ids) in rows.Zip(Generate(Array.ConvertAll(rows, index => sources[index]), null, cancellation)))
                summaries[index] = tokenizer.Decode(ids);
        }
        return summaries;
    }

    /// <summary>
    /// Summarizes a text and gives its pieces as they come; put together they are what <see cref="Summarize(string,
    /// CancellationToken)"/> gives.
    /// </summary>
    /// <param name="text">Any text, without the model's prefix.</param>
    /// <param name="cancellation">Looked at before every token. To stop reading stops the computation too.</param>
    /// <returns>
    /// Pieces of at least one character. With more than one beam the text is known only at its end: it comes as one piece.
    /// </returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The summarizer was disposed.</exception>
    public async IAsyncEnumerable<string> StreamAsync(
        string text, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var use = shared.Use();
        var source = Source(text);
        if (source.Length == 0)
            yield break;
        var pieces = new TextStream(tokenizer).Run((told, stop) => Generate([source], told, stop)[0], cancellation);
        await foreach (var piece in pieces.ConfigureAwait(false))
            yield return piece;
    }

    /// <summary>Releases the model, as soon as no call runs any more.</summary>
    public void Dispose() => shared.Release();

    // Vocabularies are the pieces, T5's sentinels and what rounds them up; far from that, the tokenizer is another model's.
    private static void RequireFitting(T5Tokenizer tokenizer, string folder, int vocabulary)
    {
        var path = Path.Combine(folder, T5Tokenizer.FileName);
        const string fix = "Copy the spiece.model that the model was trained with, or export the model again.";
        if (tokenizer.PieceCount > vocabulary || tokenizer.PieceCount < vocabulary / 2)
        {
            throw new PipelineException(
                $"{path} has {tokenizer.PieceCount} pieces and the model {vocabulary} ids: the tokenizer is another model's. "
                + fix);
        }
        var special = SpecialIds.Read(folder);
        if (tokenizer.PadId != special.Pad || tokenizer.EosId != special.End)
        {
            throw new PipelineException(
                $"{path} has pad {tokenizer.PadId} and end of sequence {tokenizer.EosId}, and config.json beside it " +
                $"{special.Pad} and {special.End}: the tokenizer is another model's. {fix}");
        }
    }

    private int[] Source(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.IsNullOrWhiteSpace(text) ? [] : tokenizer.Encode(settings.Prefix + text, settings.MaxSourceTokens);
    }

    private int[][] Generate(IReadOnlyList<int[]> sources, Action<int>? told, CancellationToken cancellation) =>
        session.Generate(sources, settings.Decoding, told, cancellation).Ids;
}
