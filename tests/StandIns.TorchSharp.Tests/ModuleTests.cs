using TorchSharp.Utils;

namespace StandIns.TorchSharp.Tests;

public sealed class ModuleTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Pair model = new();

    public void Dispose()
    {
        model.Dispose();
        scope.Dispose();
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        [ComponentName(Name = "DenseReluDense")]
        private readonly Linear dense = nn.Linear(3, 3, hasBias: false);

        private readonly Parameter scale = nn.Parameter(ones(3));

        public Block() : base(nameof(Block)) => RegisterComponents();

        public override Tensor forward(Tensor input) => dense.call(input) * scale;
    }

    private sealed class Pair : nn.Module<Tensor, Tensor, Tensor>
    {
        public readonly Embedding shared = nn.Embedding(5, 3);

        [ComponentName(Name = "block")]
        private readonly ModuleList<Block> blocks = nn.ModuleList(new Block(), new Block());

        [ComponentName(Name = "lm_head")]
        public readonly Linear head = nn.Linear(3, 5, hasBias: false);

        private readonly Embedding alias;

        public Pair() : base(nameof(Pair))
        {
            alias = shared;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input1, Tensor input2)
        {
            var hidden = shared.call(input1) + alias.call(input2);
            foreach (var block in blocks)
                hidden = block.call(hidden);
            return head.call(hidden);
        }
    }

    [Fact]
    public void Should_Name_Components_By_Attribute_Or_Field()
    {
        Assert.Equal(
            ["shared.weight", "block.0.scale", "block.0.DenseReluDense.weight", "block.1.scale", "block.1.DenseReluDense.weight",
                "lm_head.weight"],
            model.named_parameters().Select(entry => entry.name));
    }

    [Fact]
    public void Should_List_A_Shared_Parameter_Once_And_Its_Names_All()
    {
        Assert.Equal(6, model.parameters().Count());
        Assert.Equal(7, model.state_dict().Count);
        Assert.Contains("alias.weight", model.state_dict().Keys);
    }

    [Fact]
    public void Should_Call_Through_To_Forward()
    {
        var ids = tensor(new[] { 1L, 2L }, [1, 2]);

        Assert.Equal([1L, 2L, 5L], model.call(ids, ids).shape);
    }

    [Fact]
    public void Should_Refuse_A_Dictionary_With_Other_Names_Where_Strict()
    {
        var source = model.state_dict();
        source.Remove("alias.weight");
        source["surplus"] = ones(1);

        Assert.Throws<InvalidOperationException>(() => model.load_state_dict(source));
        var (missing, unexpected) = model.load_state_dict(source, strict: false);
        Assert.Equal(["alias.weight"], missing);
        Assert.Equal(["surplus"], unexpected);
    }

    [Fact]
    public void Should_Copy_Values_From_A_Dictionary()
    {
        var source = model.state_dict().ToDictionary(entry => entry.Key, entry => full_like(entry.Value, 2).detach());

        model.load_state_dict(source);

        Assert.All(model.parameters(), parameter => Assert.Equal(2f, parameter.max().item<float>()));
        Assert.All(model.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void Should_Dispose_The_Weight_That_Is_Replaced()
    {
        var old = model.head.weight;

        model.head.weight = nn.Parameter(zeros(5, 3));

        Assert.True(old.IsInvalid);
        Assert.Equal(0f, model.get_parameter("lm_head.weight").abs().max().item<float>());
        model.head.call(ones(1, 3)).ShouldBe(0, 0, 0, 0, 0);
    }

    [Fact]
    public void Should_Share_Gradients_Where_A_Weight_Is_Tied()
    {
        model.head.weight = model.shared.weight;
        var ids = tensor(new[] { 1L }, [1, 1]);

        model.call(ids, ids).sum().backward();

        Assert.Equal(5, model.parameters().Count());
        Assert.NotNull(model.shared.weight.grad);
        Assert.All(model.shared.weight.grad.abs().sum(1).Floats(), sum => Assert.True(sum > 0));
    }

    [Fact]
    public void Should_Pass_Training_Down()
    {
        Assert.True(model.training);

        model.eval();

        Assert.All(model.modules(), module => Assert.False(module.training));
    }

    [Fact]
    public void Should_Clear_Gradients()
    {
        var ids = tensor(new[] { 1L }, [1, 1]);
        model.call(ids, ids).sum().backward();

        model.zero_grad();

        Assert.All(model.parameters(), parameter => Assert.True(parameter.grad is null));
    }

    [Fact]
    public void Should_Move_Parameters_To_Another_Type()
    {
        model.to(float64);

        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        var ids = tensor(new[] { 1L }, [1, 1]);
        Assert.Equal(ScalarType.Float64, model.call(ids, ids).dtype);
    }

    [Fact]
    public void Should_Outlive_The_Scope_It_Was_Made_In()
    {
        Linear linear;
        using (NewDisposeScope())
            linear = nn.Linear(2, 2);

        Assert.Equal([1L, 2L], linear.call(ones(1, 2)).shape);
        linear.Dispose();
    }

    [Fact]
    public void Should_Drop_Out_As_Its_Mode_Says()
    {
        using var dropout = nn.Dropout(0.5);

        Assert.Contains(0f, dropout.call(ones(100)).Floats());
        dropout.eval();
        Assert.DoesNotContain(0f, dropout.call(ones(100)).Floats());
    }
}
