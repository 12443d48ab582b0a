namespace CompressionPipeline.Inference.Tests;

public sealed class BeamsTests
{
    private const int End = 1;

    private static readonly SpecialIds Special = new(Start: 2, End, Pad: 0);

    [Fact]
    public void Should_Keep_A_Finished_Text_That_Beats_The_Longer_Ones()
    {
        // Given
        var beams = new Beams(new() { Beams = 2 }, Special);

        // When
        beams.Advance([new(0, 5, -0.1), new(0, 6, -1), new(0, 7, -2), new(0, 8, -3)]);
        beams.Advance([new(0, End, -0.2), new(1, 9, -3), new(0, 9, -4), new(1, 8, -5)]);
        beams.Advance([new(0, End, -9), new(1, End, -9.5), new(0, 7, -10), new(1, 7, -11)]);

        // Then
        Assert.True(beams.IsClosed);
        Assert.Equal([5], beams.End());
    }

    [Fact]
    public void Should_Ignore_An_End_That_Ranks_Behind_The_Beams()
    {
        // Given
        var beams = new Beams(new() { Beams = 2 }, Special);

        // When
        beams.Advance([new(0, 5, -1), new(0, 6, -2), new(0, End, -3), new(0, 8, -4)]);

        // Then
        Assert.Equal([5L, 6L], beams.Tokens);
        Assert.Equal([5], beams.End());
    }

    [Theory]
    [InlineData(0.0, new int[0])]
    [InlineData(1.0, new[] { 5 })]
    public void Should_Prefer_Longer_Texts_Under_A_Higher_Length_Penalty(double penalty, int[] expected)
    {
        // Given
        var beams = new Beams(new() { Beams = 2, LengthPenalty = penalty }, Special);

        // When
        beams.Advance([new(0, End, -1), new(0, 5, -1.1), new(0, 6, -8), new(0, 7, -9)]);
        beams.Advance([new(0, End, -1.2), new(0, 7, -8), new(1, 7, -9), new(1, 8, -10)]);

        // Then
        Assert.Equal(expected, beams.End());
    }

    [Fact]
    public void Should_Close_Once_No_Open_Beam_Can_Win()
    {
        // Given
        var beams = new Beams(new() { Beams = 1, LengthPenalty = 0 }, Special);

        // When
        beams.Advance([new(0, End, -0.1), new(0, 5, -0.2)]);

        // Then
        Assert.True(beams.IsClosed);
    }

    [Fact]
    public void Should_Read_Padding_And_Keep_Its_Text_Once_Closed()
    {
        // Given
        var beams = new Beams(new() { Beams = 1, LengthPenalty = 0 }, Special);
        beams.Advance([new(0, End, -0.1), new(0, 5, -0.2)]);

        // When
        beams.Advance([new(0, End, 0), new(0, 6, -0.3)]);

        // Then
        Assert.Equal([0L], beams.Tokens);
        Assert.Empty(beams.End());
    }

    [Fact]
    public void Should_Tell_Which_Beam_Each_Continues()
    {
        // Given
        var beams = new Beams(new() { Beams = 2 }, Special);
        beams.Advance([new(0, 5, -1), new(0, 6, -2), new(0, 7, -3), new(0, 8, -4)]);

        // When
        beams.Advance([new(1, 7, -2.5), new(0, End, -2.6), new(1, 8, -2.7), new(0, 9, -3)]);

        // Then
        Assert.Equal([1, 1], beams.Parents);
        Assert.Equal([6, 7], beams.End());
    }

    [Fact]
    public void Should_Let_Only_The_First_Beam_Grow_At_First()
    {
        // Given
        var beams = new Beams(new() { Beams = 3 }, Special);

        // Then
        Assert.Equal([0, double.NegativeInfinity, double.NegativeInfinity], beams.Scores);
        Assert.All(beams.Tokens, token => Assert.Equal(Special.Start, token));
    }
}
