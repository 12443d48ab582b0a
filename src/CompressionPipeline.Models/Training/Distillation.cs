using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace CompressionPipeline.Models.Training;

/// <summary>
/// Cross-entropy, and what a teacher adds: the divergence of its predictions and, through one learnt linear map, the distance of
/// its hidden states (Ko et al., arXiv 2310.10054, as designed). The decoder's states count where both decoders are equally deep.
/// </summary>
internal sealed class Distillation : TaskObjective
{
    private readonly ITrainable teacher;
    private readonly DistillationOptions options;
    private readonly Parameter mapWeight; // (C, C)
    private readonly Parameter mapBias; // (C)

    /// <param name="teacher">Reads the same ids; its weights stay as they are. It is disposed with this.</param>
    /// <param name="student">The model in training.</param>
    /// <param name="options">What counts how much; hidden states only where both have as many dimensions.</param>
    /// <exception cref="PipelineException">The two have other vocabularies.</exception>
    public Distillation(ITrainable teacher, ITrainable student, DistillationOptions options)
    {
        if (teacher.Config.OutputSize != student.Config.OutputSize)
        {
            throw new PipelineException(
                $"The teacher has {teacher.Config.OutputSize} outputs and the student {student.Config.OutputSize}: "
                + "one cannot learn from the other's predictions. Name a teacher of the same tokenizer, or none.");
        }
        (this.teacher, this.options) = (teacher, options);
        teacher.Module.eval();
        if (options.TeacherBf16)
            teacher.Module.to(ScalarType.BFloat16);
        using var scope = NewDisposeScope();
        mapWeight = (Parameter)new Parameter(eye(student.Config.HiddenSize, device: student.Device)).DetachFromDisposeScope();
        mapBias = (Parameter)new Parameter(zeros(student.Config.HiddenSize, device: student.Device)).DetachFromDisposeScope();
    }

    public override string Fingerprint => $"distillation {options}";

    public override IReadOnlyList<ParameterGroup> Groups(ITrainable model) => options.HiddenWeight > 0
        ? [.. base.Groups(model), new([("distillation.map.weight", mapWeight), ("distillation.map.bias", mapBias)])]
        : base.Groups(model);

    public override Tensor Loss(StepContext step, Batch batch, MaskTensors? masks)
    {
        using var scope = NewDisposeScope();
        var withStates = options.HiddenWeight > 0;
        var student = batch.Run(step.Model, masks, withStates);
        ModelOutputs taught;
        using (no_grad())
            taught = batch.Run(teacher, null, withStates);
        using var labels = step.Labels.ToScalar();
        using var predictionWeight = (options.PredictionWeight * Math.Pow(options.Temperature, 2)).ToScalar();
        var loss = batch.Loss(student.Logits, step.Options.LabelSmoothing)
            .Plus(batch.Divergence(student.Logits, taught.Logits, options.Temperature).mul(predictionWeight)).div(labels);
        if (!withStates)
            return loss.MoveToOuterDisposeScope();
        var distance = Distance(student.EncoderStates, taught.EncoderStates, masks?.Encoder);
        if (taught.DecoderStates.Count > 0 && student.DecoderStates.Count == taught.DecoderStates.Count)
            distance = distance.Plus(Distance(student.DecoderStates, taught.DecoderStates, masks?.Decoder)).div(Scalars.Of(2.0));
        using var hiddenWeight = (options.HiddenWeight * batch.LabelCount / step.Labels).ToScalar();
        return loss.Plus(distance.mul(hiddenWeight)).MoveToOuterDisposeScope();
    }

    public override void Dispose()
    {
        teacher.Dispose();
        mapWeight.Dispose();
        mapBias.Dispose();
    }

    // Mean over the matched pairs of layers.
    private Tensor Distance(
        IReadOnlyList<Tensor> student, IReadOnlyList<Tensor> taught, IReadOnlyList<LayerMaskTensors>? masks)
    {
        var mapped = student.Select(state => F.linear(state, mapWeight, mapBias)).ToList();
        var teachers = LayerMatching.TeacherLayers(taught.Count);
        IReadOnlyList<IReadOnlyList<double>> errors;
        using (no_grad())
        {
            errors = [.. teachers.Select(layer => mapped.Select((state, i) => masks is not null && IsPruned(masks[i])
                ? double.PositiveInfinity
                : Error(state, taught[layer]).item<float>()).ToList())];
        }
        var pairs = LayerMatching.Match(errors).Zip(teachers).Where(pair => pair.First is not null).ToList();
        if (pairs.Count == 0)
            return zeros(1, device: taught[0].device).squeeze(0);
        return stack(pairs.Select(pair => Error(mapped[pair.First!.Value], taught[pair.Second]))).mean();
    }

    private static Tensor Error(Tensor student, Tensor taught) => F.mse_loss(student, taught);

    // What has no factors has no gates: it is whole.
    private static bool IsPruned(LayerMaskTensors layer) =>
        IsShut(layer.Heads) && IsShut(layer.Units) && (layer.CrossHeads is null || IsShut(layer.CrossHeads));

    private static bool IsShut(Tensor? factors) =>
        factors is not null && (LayerMaskTensors.TakesAll(factors) || factors.max().item<float>() == 0);
}
