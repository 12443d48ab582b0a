using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace CompressionPipeline.Models.Tests.Search;

public sealed class SuperNetworkTrainingTests
{
    private const long Seed = 5;

    private static readonly IReadOnlyList<TokenizedPair> Pairs = TinyT5.Pairs(6);

    private static readonly SubNetworkSpace Space = SubNetworkSpace.Create(SpaceKind.Small, TinyT5.Config.KeepAll());

    [Theory]
    [InlineData(SuperNetworkStrategy.Standard, 1)]
    [InlineData(SuperNetworkStrategy.Random, 2)]
    [InlineData(SuperNetworkStrategy.Sandwich, 4)]
    [InlineData(SuperNetworkStrategy.OneShot, 4)]
    public void Should_Run_The_Networks_Of_Its_Strategy(SuperNetworkStrategy strategy, int networks)
    {
        // Given
        using var model = TinyT5.Model();

        // When
        var losses = Losses(model, new(strategy) { RandomNetworks = 2, Seed = Seed }, number: 1, total: 10);

        // Then
        Assert.Equal(networks, losses.Count);
    }

    [Theory]
    [InlineData(SuperNetworkStrategy.RandomLinear)]
    [InlineData(SuperNetworkStrategy.InPlace)]
    public void Should_Go_From_The_Super_Network_To_Random_Networks(SuperNetworkStrategy strategy)
    {
        // Given
        using var model = TinyT5.Model();
        var whole = Losses(model, new(SuperNetworkStrategy.Standard), 1, 10)[0];

        // When
        var steps = Enumerable.Range(1, 40)
            .Select(number => Losses(model, new(strategy) { RandomNetworks = 2, Seed = Seed }, number, total: 40)).ToList();

        // Then
        Assert.Equal(whole, Assert.Single(steps[0]), 5);
        Assert.Equal(2, steps[^1].Count);
        var (early, late) = (steps.Take(20).Count(step => step.Count == 2), steps.Skip(20).Count(step => step.Count == 2));
        Assert.True(early < late, $"{early} of the first 20 steps are random, and {late} of the last 20");
    }

    [Fact]
    public void Should_Take_The_Loss_Of_Each_Sub_Network_Under_Its_Mask()
    {
        // Given
        using var model = TinyT5.Model();

        // When
        var losses = Losses(model, new(SuperNetworkStrategy.Sandwich) { RandomNetworks = 1, Seed = Seed }, 1, 10);

        // Then
        using var smallest = model.Shrink(Space.Mask(Space.Smallest));
        Assert.Equal(TinyT5.Loss(model, Pairs), losses[0], 4);
        Assert.Equal(TinyT5.Loss((T5Model)smallest, Pairs), losses[1], 4);
    }

    [Fact]
    public void Should_Teach_Sub_Networks_What_The_Super_Network_Predicts()
    {
        // Given
        const double temperature = 3;
        using var model = TinyT5.Model();

        // When
        var losses = Losses(
            model, new(SuperNetworkStrategy.OneShot) { RandomNetworks = 1, Temperature = temperature, Seed = Seed }, 1, 10);

        // Then: cross-entropy with the targets and, at the temperature, the divergence from the super-network
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var factor = temperature.ToScalar();
        var batch = new T5Batch(Pairs, model.Config);
        var logits = batch.Logits(model, MaskTensors.From(Space.Mask(Space.Smallest)));
        var taught = batch.Logits(model).div(factor).log_softmax(-1).data<float>().ToArray();
        var student = logits.div(factor).log_softmax(-1).data<float>().ToArray();
        var divergence = taught.Zip(student, (one, other) => Math.Exp(one) * (one - other)).Sum();
        var loss = F.cross_entropy(logits, batch.Labels(CPU), reduction: nn.Reduction.Sum).item<float>();
        Assert.Equal(TinyT5.Loss(model, Pairs), losses[0], 4);
        Assert.Equal((loss + (temperature * temperature * divergence)) / batch.LabelCount, losses[1], 3);
    }

    [Fact]
    public void Should_Not_Train_The_Super_Network_By_What_It_Teaches()
    {
        // Given: the last step of in-place training, which runs a random network alone, of fewer layers than there are
        using var model = TinyT5.Model();
        using var objective = new SuperNetworkTraining(
            Space, new(SuperNetworkStrategy.InPlace) { RandomNetworks = 1, Seed = Seed });
        var last = Enumerable.Range(11, 200).First(step => Drawn(step)[0] < model.Config.NumLayers);
        Tensor[] weights = [.. model.named_parameters()
            .Where(p => p.name.StartsWith("encoder.block.2.", StringComparison.Ordinal)).Select(p => p.parameter)];

        // When
        using var scope = NewDisposeScope();
        var step = new StepContext(model, new(), last, last, Pairs.Sum(pair => pair.Target.Length));
        var largest = 0f;
        objective.BeforeStep(step);
        objective.Compute(step, new T5Batch(Pairs, model.Config), loss =>
            largest = autograd.grad([loss], weights, allow_unused: true)
                .Where(gradient => gradient is { IsInvalid: false }).Select(gradient => gradient.abs().max().item<float>())
                .DefaultIfEmpty().Max());

        // Then
        Assert.NotEmpty(weights);
        Assert.Equal(0, largest);
    }

    // The first random network of a step that runs nothing else.
    private static int[] Drawn(int step)
    {
        var random = new Random((int)BatchPlan.Mix(Seed, step));
        random.NextDouble();
        return Space.Sample(random);
    }

    private static List<double> Losses(T5Model model, SuperNetworkOptions options, long number, long total)
    {
        using var scope = NewDisposeScope();
        using var objective = new SuperNetworkTraining(Space, options);
        var step = new StepContext(model, new(), number, total, Pairs.Sum(pair => pair.Target.Length));
        var losses = new List<double>();
        objective.BeforeStep(step);
        objective.Compute(step, new T5Batch(Pairs, model.Config), loss => losses.Add(loss.item<float>()));
        return losses;
    }
}
