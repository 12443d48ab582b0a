using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Tests.Bert;
using CompressionPipeline.Models.Training;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

public class DistillationTests
{
    private static readonly IReadOnlyList<TokenizedPair> Pairs = TinyT5.Pairs(4);

    private static double Loss(
        TaskObjective objective, ITrainable student, MaskTensors? masks = null, IReadOnlyList<TokenizedPair>? pairs = null)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var batch = student.CreateBatch(pairs ?? Pairs);
        return objective.Loss(new(student, new(), 1, 1, batch.LabelCount), batch, masks).item<float>();
    }

    [Fact]
    public void Should_Add_Nothing_Where_The_Student_Is_The_Teacher()
    {
        // Given
        using var student = TinyT5.Model(1);
        using var objective = new Distillation(TinyT5.Model(1), student, new());
        using var task = new CrossEntropy();

        // Then
        Assert.Equal(Loss(task, student), Loss(objective, student), 5);
    }

    [Fact]
    public void Should_Teach_An_Encoder_By_Its_States_Alone()
    {
        // Given: the second stack, which a BERT does not have, must neither be missed nor counted
        IReadOnlyList<TokenizedPair> pairs = [.. TinyBert.Texts.Select(text => new TokenizedPair(text, [1]))];
        using var student = TinyBert.Model(TinyBert.Bert);
        using var plain = new Distillation(TinyBert.Model(TinyBert.Bert, 2), student, new() { HiddenWeight = 0 });
        using var taught = new Distillation(TinyBert.Model(TinyBert.Bert, 2), student, new() { HiddenWeight = 1 });
        using var teacher = TinyBert.Model(TinyBert.Bert, 2);
        using var scope = NewDisposeScope();
        List<Tensor> own = [], theirs = [];

        // When
        var added = Loss(taught, student, pairs: pairs) - Loss(plain, student, pairs: pairs);

        // Then: each of three layers learns from one of three, here the one of its own depth
        using var ungraded = no_grad();
        TinyBert.Logits(student, states: own);
        TinyBert.Logits(teacher, states: theirs);
        Assert.InRange(added, 0.01, own.Zip(theirs).Max(pair => (double)(pair.First - pair.Second).pow(2).mean().item<float>()));
    }

    [Fact]
    public void Should_Compare_The_States_Of_A_Stack_Without_Gates_As_Without_Masks()
    {
        // Given: gates on the encoder alone, all of them open, as NASH has them
        using var scope = NewDisposeScope();
        using var student = TinyT5.Model(1);
        using var objective = new Distillation(TinyT5.Model(2), student, new() { HiddenWeight = 1 });
        var mask = MaskTensors.From(student.Config.KeepAll());
        var none = Enumerable.Repeat(new LayerMaskTensors(null, null, null), student.Config.NumDecoderLayers).ToList();

        // Then
        Assert.Equal(Loss(objective, student), Loss(objective, student, new(mask.Encoder, none)), 5);
    }

    [Fact]
    public void Should_Weigh_The_Divergence_By_The_Square_Of_The_Temperature()
    {
        // Given
        using var scope = NewDisposeScope();
        using var student = TinyT5.Model(1);
        var teacher = TinyT5.Model(2);
        using var objective = new Distillation(
            teacher, student, new() { Temperature = 3, PredictionWeight = 0.25, HiddenWeight = 0 });
        using var task = new CrossEntropy();

        // When: KL(teacher || student) = sum p (ln p - ln q), by hand
        var batch = new T5Batch(Pairs, student.Config);
        using var ungraded = no_grad();
        double[][] Rows(T5Model model)
        {
            var rows = batch.Logits(model).data<float>().ToArray().Chunk(model.Config.VocabSize);
            return [.. rows.Select(row =>
            {
                var powers = row.Select(logit => Math.Exp(logit / 3)).ToArray();
                return powers.Select(power => power / powers.Sum()).ToArray();
            })];
        }

        var divergence = Rows(teacher).Zip(Rows(student)).Sum(pair =>
            pair.First.Zip(pair.Second).Sum(p => p.First * Math.Log(p.First / p.Second))) / batch.LabelCount;

        // Then
        Assert.Equal(Loss(task, student) + (0.25 * 9 * divergence), Loss(objective, student), 4);
    }

    [Fact]
    public void Should_Add_The_Distance_Of_The_Hidden_States()
    {
        // Given
        using var student = TinyT5.Model(1);
        using var alone = new Distillation(TinyT5.Model(2), student, new() { PredictionWeight = 0, HiddenWeight = 0 });
        using var one = new Distillation(TinyT5.Model(2), student, new() { PredictionWeight = 0, HiddenWeight = 1 });
        using var two = new Distillation(TinyT5.Model(2), student, new() { PredictionWeight = 0, HiddenWeight = 2 });

        // Then
        var distance = Loss(one, student) - Loss(alone, student);
        Assert.True(distance > 0.01);
        Assert.Equal(2 * distance, Loss(two, student) - Loss(alone, student), 3);
    }

    [Fact]
    public void Should_Learn_From_A_Teacher_Of_A_Deeper_Decoder()
    {
        // Given
        using var scope = NewDisposeScope();
        using var student = TinyT5.Model(1, TinyT5.Config with { NumDecoderLayers = 1 });
        using var objective = new Distillation(TinyT5.Model(2), student, new());

        // Then
        Assert.True(double.IsFinite(Loss(objective, student)));
    }

    // bf16 has eight bits: a logit may be off by some hundredths of the largest.
    [Fact]
    public void Should_Teach_Nearly_The_Same_In_Bf16()
    {
        // Given
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var student = TinyT5.Model(1);
        var (exact, half) = (TinyT5.Model(2), TinyT5.Model(2));
        using var plain = new Distillation(exact, student, new() { HiddenWeight = 1 });
        using var rounded = new Distillation(half, student, new() { HiddenWeight = 1, TeacherBf16 = true });

        // When
        var batch = new T5Batch(Pairs, student.Config);
        var (expected, actual) = (batch.Run(exact, null, withStates: true), batch.Run(half, null, withStates: true));

        // Then
        Assert.All(half.named_parameters(), p => Assert.Equal(ScalarType.BFloat16, p.parameter.dtype));
        var error = (expected.Logits - actual.Logits.to(ScalarType.Float32)).abs().max();
        Assert.InRange(error.item<float>(), 0, 0.1 * expected.Logits.abs().max().item<float>());
        Assert.Equal(Loss(plain, student), Loss(rounded, student), 0.02);
    }

    [Fact]
    public void Should_Refuse_A_Teacher_Of_Another_Vocabulary()
    {
        using var student = TinyT5.Model();
        using var teacher = TinyT5.Model(1, TinyT5.Config with { VocabSize = 40 });
        Assert.Throws<PipelineException>(() => new Distillation(teacher, student, new()));
    }

    [Theory]
    [InlineData(12, new[] { 2, 5, 8, 11 })]
    [InlineData(6, new[] { 0, 2, 3, 5 })]
    [InlineData(4, new[] { 0, 1, 2, 3 })]
    [InlineData(2, new[] { 0, 1 })]
    [InlineData(1, new[] { 0 })]
    public void Should_Choose_Teacher_Layers_As_The_Paper_Does(int depth, int[] layers) =>
        Assert.Equal(layers, LayerMatching.TeacherLayers(depth));

    [Fact]
    public void Should_Match_From_The_Deepest_Layer_Down()
    {
        // Given: rows are teacher layers, columns student layers; layer 3 is pruned away
        double[][] errors = [[1, 5, 5, 5], [9, 2, 1, 5], [9, 9, 3, double.PositiveInfinity]];

        // Then: the last takes 2, the middle one the best below 2, the first what is below 1
        Assert.Equal([0, 1, 2], LayerMatching.Match(errors));
        Assert.Equal([null, 0, 2], LayerMatching.Match([[1, 1, 1], [0, 1, 1], [1, 1, 0]]));
    }
}
