using CompressionPipeline.Models.Onnx;
using TestKit;

namespace CompressionPipeline.Models.Tests.Onnx;

public sealed class GraphBuilderTests
{
    public sealed class TheBuildMethod
    {
        [Fact]
        public void Should_Give_A_Model_People_Can_Read()
        {
            // Given
            var graph = new GraphBuilder("small");
            var x = graph.Input("x", ElementType.Float, "batch_size, past + 1, 4");
            var table = graph.Weight("table", () => [1, 2, 3, 4, 5, 6, 7, 8], 4, 2);
            using (graph.Scope("layer.0"))
            using (graph.Scope("attention"))
            {
                var y = graph.Softmax(graph.MatMul(x, table));
                var parts = graph.Split(graph.Reshape(y, 0, -1), axis: 1, 1, 1);
                graph.Output("left", graph.Add(parts[0], graph.Number(0.5f)), "batch_size, 1");
                graph.Output("right", graph.Multiply(parts[1], graph.Number(0.5f)), "batch_size, 1");
            }
            graph.Output("length", graph.Unsqueeze(graph.Size(x, 1), 0), "1");

            // When
            var text = ModelText.Write(graph.Build());

            // Then
            Approve.Text(text, "small-graph");
        }

        [Fact]
        public void Should_Leave_Out_Initializers_That_Nothing_Uses()
        {
            // Given
            var graph = new GraphBuilder("small");
            var x = graph.Input("x", ElementType.Float, "4");
            graph.Weight("unused", () => [1], 1);
            graph.Output("y", graph.Relu(x), "4");

            // When
            var model = graph.Build();

            // Then
            Assert.Empty(model.Graph.Initializer);
        }

        [Fact]
        public void Should_Name_Every_Node_And_Value_Once()
        {
            // Given
            var graph = new GraphBuilder("small");
            var x = graph.Input("x", ElementType.Float, "4");
            for (var layer = 0; layer < 3; layer++)
            {
                using var scope = graph.Scope("same name");
                x = graph.Relu(graph.Relu(x));
            }
            graph.Output("y", x, "4");

            // When
            var nodes = graph.Build().Graph.Node;

            // Then
            Assert.Equal(6, nodes.Select(node => node.Name).Distinct().Count());
            Assert.Equal(6, nodes.Select(node => node.Output[0]).Distinct().Count());
        }
    }

    public sealed class TheWeightMethod : GraphBuilderFixture
    {
        [Fact]
        public void Should_Share_A_Weight_Asked_For_Twice()
        {
            // When
            var first = Graph.Weight("w", () => [1, 2], 2);
            var second = Graph.Weight("w", () => throw new InvalidOperationException("asked twice"), 2);

            // Then
            Assert.Same(first, second);
        }

        [Fact]
        public void Should_Refuse_Values_That_Do_Not_Fit_The_Shape()
        {
            // When
            var error = Assert.Throws<ArgumentException>(() => Graph.Weight("w", () => [1, 2, 3], 2, 2));

            // Then
            Assert.Contains("w has 3 values for a shape of 4", error.Message, StringComparison.Ordinal);
        }
    }

    public sealed class TheOperators : GraphBuilderFixture
    {
        [Fact]
        public void Should_Refuse_To_Mix_Types()
        {
            // Given
            var (x, n) = (Graph.Input("x", ElementType.Float, "4"), Graph.Input("n", ElementType.Int64, "4"));

            // When
            var error = Assert.Throws<ArgumentException>(() => Graph.Add(x, n));

            // Then
            Assert.Contains("n: Int64 is not of type Float", error.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Refuse_Values_Of_Another_Graph()
        {
            // Given
            var stranger = new GraphBuilder("other").Input("y", ElementType.Float, "4");

            // When
            var error = Assert.Throws<ArgumentException>(() => Graph.Relu(stranger));

            // Then
            Assert.Contains("y belongs to another graph", error.Message, StringComparison.Ordinal);
        }
    }

    public sealed class NamesAndShapes : GraphBuilderFixture
    {
        [Fact]
        public void Should_Refuse_A_Name_Twice()
        {
            // Given
            Graph.Input("x", ElementType.Float, "4");

            // When
            var error = Assert.Throws<ArgumentException>(() => Graph.Input("x", ElementType.Float, "4"));

            // Then
            Assert.Contains("already has a value named x", error.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Refuse_An_Output_That_No_Node_Computes()
        {
            // Given
            var x = Graph.Input("x", ElementType.Float, "4");

            // When, Then
            Assert.Throws<ArgumentException>(() => Graph.Output("y", x, "4"));
        }
    }

    public abstract class GraphBuilderFixture
    {
        protected GraphBuilder Graph { get; } = new("small");
    }
}
