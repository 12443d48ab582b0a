using CompressionPipeline.Models.T5;

namespace CompressionPipeline.Models.Tests;

public class BeamSearchTests
{
    private static readonly T5Config Config = TinyT5.Config;

    [Fact]
    public void Should_Keep_A_Finished_Text_That_Beats_The_Longer_Ones()
    {
        // Given
        var search = new BeamSearch(2, lengthPenalty: 1, maxNewTokens: 3, Config);

        // When
        search.Advance([new(0, 5, -0.1f), new(0, 6, -1f), new(0, 7, -2f), new(0, 8, -3f)]);
        search.Advance([new(0, 1, -0.2f), new(1, 9, -3f), new(0, 9, -4f), new(1, 8, -5f)]);
        search.Advance([new(0, 1, -9f), new(1, 1, -9.5f), new(0, 7, -10f), new(1, 7, -11f)]);

        // Then
        Assert.True(search.IsDone);
        Assert.Equal([5L, 1L], search.Best());
    }

    [Fact]
    public void Should_Pass_Over_An_End_That_Ranks_Behind_The_Beams()
    {
        // Given
        var search = new BeamSearch(2, lengthPenalty: 1, maxNewTokens: 1, Config);

        // When
        search.Advance([new(0, 5, -1f), new(0, 6, -2f), new(0, 1, -3f), new(0, 8, -4f)]);

        // Then
        Assert.Equal([5L], search.Best());
        Assert.Equal([5L, 6L], search.LastTokens);
    }

    [Theory]
    [InlineData(0.0, new long[] { 1 })]
    [InlineData(1.0, new long[] { 5, 1 })]
    public void Should_Prefer_Longer_Texts_Under_A_Higher_Length_Penalty(double penalty, long[] expected)
    {
        // Given
        var search = new BeamSearch(2, penalty, maxNewTokens: 2, Config);

        // When
        search.Advance([new(0, 1, -1f), new(0, 5, -1.1f), new(0, 6, -8f), new(0, 7, -9f)]);
        search.Advance([new(0, 1, -1.2f), new(0, 7, -8f), new(1, 7, -9f), new(1, 8, -10f)]);

        // Then
        Assert.Equal(expected, search.Best());
    }

    [Fact]
    public void Should_Stop_Once_No_Live_Beam_Can_Win()
    {
        // Given
        var search = new BeamSearch(1, lengthPenalty: 0, maxNewTokens: 50, Config);

        // When
        search.Advance([new(0, 1, -0.1f), new(0, 5, -0.2f)]);

        // Then
        Assert.True(search.IsDone);
    }

    [Fact]
    public void Should_Let_Only_The_First_Beam_Speak_At_First()
    {
        // Given
        var search = new BeamSearch(3, 1, 4, Config);

        // Then
        Assert.Equal([0f, -1e9f, -1e9f], search.Scores);
        Assert.All(search.LastTokens, token => Assert.Equal(Config.DecoderStartTokenId, token));
    }
}
