using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Export;

/// <summary>
/// Writes a checkpoint in Optimum's ONNX layout and checks that ONNX Runtime computes what TorchSharp computes.
/// </summary>
internal sealed class ExportStage : Stage<ExportOptions>
{
    /// <summary>The results of the check, beside the graphs.</summary>
    public const string ParityFile = "parity.json";

    public override string Name => "export";

    public override int Version => 10;

    public override StageKind Kind => StageKind.Package;

    public override IReadOnlyList<string> Inputs => [Roles.Model, Roles.Data];

    public override IReadOnlyList<string> Libraries => [Stages.Libraries.Torch, Stages.Libraries.OnnxRuntime];

    protected override IReadOnlyList<Metric> Run(StageContext context, ExportOptions options)
    {
        var (model, data) = (context.Input(Roles.Model), context.Input(Roles.Data));
        var set = DataSetFolder.Open(data.Folder);
        var task = TaskCatalog.Of(set.Info);
        using var torch = ModelFiles.Load(model.Folder);
        ModelFamilies.Of(model.Folder).Export(model.Folder, context.OutputFolder, options.Merged, options.Precision);
        ModelFiles.CopyTokenizer(model, context.OutputFolder);
        task.CompleteExport(context.OutputFolder, set.Info);
        ProvenanceFiles.Copy(model, context.OutputFolder);
        context.Cancellation.ThrowIfCancellationRequested();

        torch.Module.eval();
        var tokens = task.OpenTokens(model, set.Info, torch.Config);
        var parity = task.Compare(torch, context.OutputFolder, set, tokens, options, context) with
        {
            Precision = options.Precision == Precision.Fp32 ? null : OptionsJson.NameOf(options.Precision),
        };
        StageFiles.Write(context.Output(ParityFile), parity);
        var headline = MetricCatalogue.HeadlineOf(MetricCatalogue.TaskOf(parity.Scores.Keys));
        var scores = parity.Scores.TryGetValue(headline.Name, out var score)
            ? $"; {headline.Title} {score.Torch:0.00} under TorchSharp, {score.Onnx:0.00} under ONNX Runtime" : "";
        context.Progress.Info(
            $"{parity.Documents:N0} documents: logits differ by at most {parity.MaxDifference:0.0e+0}, "
            + $"{parity.Agreement:0.0%} of the answers are equal{scores}");
        // Rounded weights give other logits; scores and budgets judge those. NaN is still an error.
        if (options.Precision == Precision.Fp32)
            parity.Require(options.MaxDifference, options.MinAgreement);
        else
            parity.Require(double.MaxValue, 0);
        return
        [
            new("parameters", "count", Direction.LowerIsBetter, torch.Config.ParameterCount),
            new("bytes", "bytes", Direction.LowerIsBetter, ModelFiles.GraphBytes(context.OutputFolder)),
            new("parity.max-difference", "logits", Direction.LowerIsBetter, parity.MaxDifference),
            new("parity.agreement", "share", Direction.HigherIsBetter, parity.Agreement),
        ];
    }
}
