namespace StandIns.TorchSharp.Tests;

public sealed class GeneratorTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Should_Repeat_Itself_From_The_Same_Seed()
    {
        manual_seed(42);
        var first = randn(5);
        manual_seed(42);

        Assert.True(randn(5).allclose(first, 0, 0));
        Assert.False(randn(5).allclose(first, 0, 0));
        first.ShouldBe(0.33669037, 0.12880941, 0.23446237, 0.23033303, -1.12285638);
    }

    [Fact]
    public void Should_Go_On_From_A_State()
    {
        manual_seed(7);
        rand(3);
        var state = random.get_rng_state();
        var expected = rand(1000);

        random.set_rng_state(state);

        Assert.Equal(ScalarType.Byte, state.dtype);
        Assert.True(rand(1000).allclose(expected, 0, 0));
    }

    [Fact]
    public void Should_Draw_From_A_Generator_Of_Its_Own()
    {
        using var one = new Generator(5);
        using var other = new Generator(5);
        using var third = new Generator(6);

        var drawn = randn(4, generator: one);

        Assert.True(randn(4, generator: other).allclose(drawn, 0, 0));
        Assert.False(randn(4, generator: third).allclose(drawn, 0, 0));
        third.set_state(one.get_state());
        Assert.True(randn(4, generator: third).allclose(randn(4, generator: one), 0, 0));
        Assert.Equal(5, one.initial_seed());
    }

    [Fact]
    public void Should_Permute_And_Draw_Integers()
    {
        manual_seed(1);

        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), randperm(50).Longs().Order());
        Assert.All(randint(3, 9, [100L]).Longs(), drawn => Assert.InRange(drawn, 3, 8));
    }
}
