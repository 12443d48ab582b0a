using CompressionPipeline.Models.Onnx;

namespace CompressionPipeline.Models.Tests.Onnx;

public sealed class GraphBranchTests
{
    private readonly GraphBuilder graph = new("either");
    private readonly Value x;
    private readonly Value condition;

    public GraphBranchTests()
    {
        x = graph.Input("x", ElementType.Float, "2");
        condition = graph.Input("condition", ElementType.Bool, "1");
    }

    [Fact]
    public void Should_Keep_What_Both_Branches_Read_In_The_Outer_Graph()
    {
        // When
        graph.Either(condition, Branch("a", "y", "2"), Branch("b", "y", "2"));

        // Then
        var built = graph.Build().Graph;
        Assert.Equal("weight", Assert.Single(built.Initializer).Name);
        Assert.Equal("y", Assert.Single(built.Output).Name);
        Assert.All(Assert.Single(built.Node).Attribute, branch => Assert.Empty(branch.G.Initializer));
    }

    [Theory]
    [InlineData("z", "2")]
    [InlineData("y", "3")]
    public void Should_Refuse_Branches_With_Other_Outputs(string name, string shape) => Assert.Throws<ArgumentException>(
        () => graph.Either(condition, Branch("a", "y", "2"), Branch("b", name, shape)));

    [Fact]
    public void Should_Refuse_A_Branch_Of_Another_Graph()
    {
        // Given
        var other = new GraphBuilder("other");

        // Then
        Assert.Throws<ArgumentException>(() => graph.Either(condition, Branch("a", "y", "2"), other.Branch("b")));
        Assert.Throws<InvalidOperationException>(() => other.Branch("b").Branch("c"));
    }

    private GraphBuilder Branch(string name, string output, string shape)
    {
        var branch = graph.Branch(name);
        using (branch.Scope(name))
            branch.Output(output, branch.Add(x, branch.Weight("weight", () => [1, 2], 2)), shape);
        return branch;
    }
}
