using CompressionPipeline.Models.Bert;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Models.Selectors;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Tests.Bert;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

public sealed class ActivationCheckpointsTests
{
    private const double Tolerance = 1e-6;

    private static readonly T5Config Dropping = TinyT5.Config with { DropoutRate = 0.1 };

    // Layers of different heads and units, among them parts that are absent.
    private static readonly T5Config Pruned = TinyT5.Gated with
    {
        DropoutRate = 0.1, KeptHeads = T5Config.HeadsThatDiffer([[0, 1], [1], []], [], 2), CrossHeads = [2, 0, 1],
    };

    private static readonly Dictionary<string, Func<ITrainable>> Models = new()
    {
        ["relu, tied"] = () => T5Model.Initialize(TinyT5.Config, 1),
        ["relu, tied, dropout"] = () => T5Model.Initialize(Dropping, 1),
        ["gated, untied, dropout"] = () => T5Model.Initialize(TinyT5.Gated with { DropoutRate = 0.1 }, 1),
        ["pruned, dropout"] = () => T5Model.Initialize(Pruned, 1),
        ["bert, dropout"] = () => TinyBert.Model(
            TinyBert.Bert with { HiddenDropoutProb = 0.1, AttentionProbsDropoutProb = 0.1 }),
        ["roberta, dropout, regression"] = () => TinyBert.Model(
            TinyBert.Roberta with { HiddenDropoutProb = 0.1, Labels = ["score"] }),
    };

    private static readonly Dictionary<string, Func<ITrainable, Objective>> Objectives = new()
    {
        ["cross-entropy"] = _ => new CrossEntropy(),
        ["teacher"] = model => new Distillation(T5Model.Initialize(Dropping, 2), model, new() { HiddenWeight = 1 }),
        ["nash"] = _ => Gated(GateMethod.Nash),
        ["cofi"] = _ => Gated(GateMethod.Cofi),
        ["sandwich"] = model => SuperNetwork(model, SuperNetworkStrategy.Sandwich),
        ["in-place"] = model => SuperNetwork(model, SuperNetworkStrategy.InPlace),
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var model in Models.Keys)
                cases.Add(model, "cross-entropy");
            foreach (var objective in Objectives.Keys.Skip(1))
                cases.Add("relu, tied, dropout", objective);
            cases.Add("bert, dropout", "sandwich");
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Should_Give_The_Gradients_Of_A_Backward_Pass_That_Kept_Everything(string model, string objective)
    {
        // When
        var (expected, drawn) = Gradients(Models[model], Objectives[objective], recomputes: false);
        var (gradients, drawnAfter) = Gradients(Models[model], Objectives[objective], recomputes: true);

        // Then
        Assert.Contains(expected.Values, values => values.Any(value => value != 0));
        Assert.All(expected, pair =>
        {
            var (name, values) = pair;
            var largest = values.Max(Math.Abs);
            Assert.All(values.Zip(gradients[name]), both =>
                Assert.True(Math.Abs(both.First - both.Second) <= Tolerance * largest, $"{name}: {both}, of at most {largest}"));
        });
        Assert.Equal(drawn, drawnAfter);
    }

    // Gradients by name, and what is drawn after them.
    private static (Dictionary<string, float[]> Gradients, float Drawn) Gradients(
        Func<ITrainable> create, Func<ITrainable, Objective> objectiveOf, bool recomputes)
    {
        using var scope = NewDisposeScope();
        using var model = create();
        using var objective = objectiveOf(model);
        model.Module.train();
        manual_seed(3);
        var pairs = model is BertModel ? [.. TinyBert.Texts.Select(text => new TokenizedPair(text, [0]))] : TinyT5.Pairs(6);
        var step = new StepContext(model, new(), 3, 10, pairs.Sum(pair => pair.Target.Length)) { Seed = 3 };
        objective.BeforeStep(step);
        var parameters = objective.Groups(model).SelectMany(group => group.Parameters).ToList();
        IList<Tensor> tensors = [.. parameters.Select(pair => pair.Parameter)];
        var sums = parameters.ToDictionary(pair => pair.Name, pair => zeros_like(pair.Parameter));
        using var checkpoints = recomputes ? new ActivationCheckpoints(model, 3) : null;
        objective.Compute(step, model.CreateBatch(pairs), loss =>
        {
            if (checkpoints is null)
                Add(autograd.grad([loss], tensors, allow_unused: true));
            else
                checkpoints.Backward(loss, tensors, Add);
        });
        return (sums.ToDictionary(pair => pair.Key, pair => pair.Value.data<float>().ToArray()), rand(1).item<float>());

        void Add(IList<Tensor> gradients)
        {
            using var ungraded = no_grad();
            foreach (var ((name, _), gradient) in parameters.Zip(gradients))
            {
                if (gradient is { IsInvalid: false })
                    sums[name].PlusInPlace(gradient);
            }
        }
    }

    private static GateTraining Gated(GateMethod method) =>
        new(new CrossEntropy(), new Gates(Dropping, method, 1, CPU), new(method, 0.5));

    private static SuperNetworkTraining SuperNetwork(ITrainable model, SuperNetworkStrategy strategy) => new(
        SubNetworkSpace.Create(SpaceKind.Medium, model.Config.KeepAll()), new(strategy) { RandomNetworks = 2, Seed = 5 });
}
