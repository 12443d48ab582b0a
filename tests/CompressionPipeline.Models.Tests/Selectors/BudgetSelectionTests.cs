using CompressionPipeline.Models.Selectors;
using CompressionPipeline.Models.Tests.Bert;
using CompressionPipeline.Models.Training;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests.Selectors;

public class BudgetSelectionTests
{
    // Each of 3 layers has 4 heads of 256 weights and 12 units of 32: half of all is 2,112.
    private static readonly double[] None = new double[12];

    [Fact]
    public void Should_Spend_The_Budget_On_What_Matters()
    {
        // Given: two heads matter most, and after them units
        using var scope = NewDisposeScope();
        using ITrainable model = TinyBert.Model(TinyBert.Bert);
        var units = None.Select((_, i) => i % 2 == 0 ? 1.0 : 0.1).ToArray();
        var importance = new Importance(
            [new([9, 0, 0, 0], units, []), new([0, 0, 0, 0], units, []), new([0, 0, 8, 0], units, [])], []);

        // When
        var mask = BudgetSelection.Keep(model, importance, share: 0.5, (true, true));

        // Then: more heads would take the place of units that matter
        Assert.Equal([1, 0, 1], mask.Encoder.Layers.Select(layer => layer.Heads.Count));
        Assert.Equal([2], mask.Encoder.Layers[2].Heads.ToList());
        Assert.Equal(36, mask.Encoder.Layers.Sum(layer => layer.Units.Count));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.8)]
    public void Should_Never_Keep_More_Than_The_Budget_And_Leave_Less_Than_A_Head_Of_It(double share)
    {
        // Given
        using var scope = NewDisposeScope();
        using ITrainable model = TinyBert.Model(TinyBert.Bert);
        var random = new Random(1);
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
        var importance = new Importance([.. Enumerable.Range(0, 3).Select(_ => new LayerImportance(Draw(4), Draw(12), []))], []);

        // When
        var mask = BudgetSelection.Keep(model, importance, share, (true, true));

        // Then
        var kept = mask.Encoder.Layers.Sum(layer => (256 * layer.Heads.Count) + (32 * layer.Units.Count));
        Assert.InRange(kept, ((1 - share) * 4224) - 256, (1 - share) * 4224);
    }

    [Fact]
    public void Should_Leave_A_Stack_Whole_That_Is_Not_To_Be_Pruned()
    {
        // Given
        using var scope = NewDisposeScope();
        using ITrainable model = TinyT5.Model(3);
        var importance = Importance.Magnitude(model);

        // When
        var mask = BudgetSelection.Keep(model, importance, share: 0.5, (Encoder: true, Decoder: false));

        // Then
        Assert.True(mask.Decoder!.IsWhole);
        Assert.False(mask.Encoder.IsWhole);
    }
}
