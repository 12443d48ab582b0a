using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference;
using CompressionPipeline.T5;
using CompressionPipeline.Tokenization;

namespace CompressionPipeline.Stages.Export;

/// <summary>Writes a checkpoint in Optimum's ONNX layout and proves that ONNX Runtime computes what TorchSharp computes.</summary>
public sealed class ExportStage : Stage<ExportOptions>
{
    /// <summary>What the proof found, beside the graphs.</summary>
    public const string ParityFile = "parity.json";

    /// <inheritdoc/>
    public override string Name => "export";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    protected override IReadOnlyList<Metric> Run(StageContext context, ExportOptions options)
    {
        var (model, data) = (context.Input("model"), DataSetFolder.Open(context.Input("data").Folder));
        var tensors = CheckpointTensors.Read(model.Folder);
        var config = T5Config.Read(model.Folder);
        T5Graphs.Write(new(config, tensors), context.OutputFolder);
        T5Graphs.CopySideFiles(model.Folder, context.OutputFolder);
        context.Cancellation.ThrowIfCancellationRequested();

        var parity = Compare(model, data, options, context);
        AtomicFile.WriteText(context.Output(ParityFile), OptionsJson.Write(parity).ToJsonString(OptionsJson.Settings) + "\n");
        context.Progress.Info($"{parity.Documents:N0} documents: logits differ by at most {parity.MaxDifference:0.0e+0}, {parity.Agreement:0.0%} of the greedy texts are equal");
        parity.Require(options);
        return
        [
            new("parameters", "count", Direction.LowerIsBetter, tensors.Count(config.TieWordEmbeddings)),
            new("bytes", "bytes", Direction.LowerIsBetter, T5Graphs.Files.Sum(name => new FileInfo(context.Output(name)).Length)),
            new("parity.max-difference", "logits", Direction.LowerIsBetter, parity.MaxDifference),
            new("parity.agreement", "share", Direction.HigherIsBetter, parity.Agreement),
        ];
    }

    private static ParityResult Compare(Artifact model, DataSetFolder data, ExportOptions options, StageContext context)
    {
        using var torch = Checkpoint.Load(model.Folder);
        torch.eval();
        using var onnx = Seq2SeqSession.Open(context.OutputFolder, new() { Device = Device.Cpu, Threads = options.Threads });
        var tokenizer = T5Tokenizer.Open(model.File(T5Tokenizer.FileName), torch.Config.VocabSize);
        return new ParityCheck(torch, onnx, tokenizer).Run(data, options, context);
    }
}
