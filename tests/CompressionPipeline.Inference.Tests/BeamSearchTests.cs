using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference.Tests;

public sealed class BeamSearchTests(TinyExport export) : IClassFixture<TinyExport>
{
    [Fact]
    public void Should_Be_Greedy_With_One_Beam()
    {
        // Given
        var settings = new DecodeSettings { MaxNewTokens = 48 };
        using var sessions = ModelSessions.Open(export.Folder, TinyExport.Processor).Sessions;
        using var batch = new SourceBatch(export.Sources, sessions.Special.Pad);
        using var run = new DecoderRun(sessions, batch, sessions.Encode(batch, sessions.Memory), OrtMemoryInfo.DefaultInstance);

        // When
        var ids = BeamSearch.Run(run, sessions.Special, export.Sources.Length, settings, new(), CancellationToken.None);

        // Then
        Assert.Equal(export.Expected, ids);
    }

    [Theory]
    [InlineData(1.0), InlineData(0.0), InlineData(3.0), InlineData(1.0, 1), InlineData(1.0, 2), InlineData(0.0, 1)]
    public void Should_Find_The_Best_Text_Of_All_With_As_Many_Beams_As_Tokens(double penalty, int least = 0)
    {
        // Given: every text of up to two tokens, scored one by one
        using var session = export.Open();
        var source = export.Sources[1];
        var first = LogProbabilities(session.Logits(source, [0]), 0);
        var texts = new List<(double Score, int[] Ids)>();
        if (least == 0)
            texts.Add((first[1], []));
        for (var a = 0; a < 40; a++)
        {
            if (a == 1)
                continue;
            var second = LogProbabilities(session.Logits(source, [0, a]), 1);
            foreach (var b in Enumerable.Range(0, 40).Where(b => b != 1 || least < 2))
                texts.Add(((first[a] + second[b]) / Math.Pow(2, penalty), b == 1 ? [a] : [a, b]));
        }

        // When
        var ids = session.Generate([source], new()
        {
            MaxNewTokens = 2, MinNewTokens = least, Beams = 40, LengthPenalty = penalty,
        }).Ids[0];

        // Then
        Assert.Equal(texts.MaxBy(text => text.Score).Ids, ids);
    }

    [Fact]
    public void Should_Continue_With_The_First_Of_Equals()
    {
        // Given
        var equal = Enumerable.Repeat(1f, 200).ToArray();
        equal[^1] = 9;
        using var run = new SameLogits(equal);

        // When
        BeamSearch.Run(run, new(0, 7, 0), 1, new() { Beams = 4, MaxNewTokens = 2 }, new(), CancellationToken.None);

        // Then
        Assert.Equal([199, 0, 1, 2], run.Read);
    }

    [Fact]
    public void Should_Give_Each_Source_Of_A_Batch_What_It_Gets_Alone()
    {
        // Given
        using var session = export.Open();
        var settings = new DecodeSettings { MaxNewTokens = 20, Beams = 3 };

        // When
        var together = session.Generate(export.Sources, settings).Ids;
        var alone = export.Sources.Select(source => session.Generate([source], settings).Ids[0]).ToArray();

        // Then
        Assert.Equal(alone, together);
    }

    [Fact]
    public void Should_Find_Texts_At_Least_As_Likely_As_The_Greedy_One()
    {
        // Given
        using var session = export.Open();
        foreach (var source in export.Sources)
        {
            // When
            var greedy = session.Generate([source], new() { MaxNewTokens = 6, MinNewTokens = 6 }).Ids[0];
            var beams = session.Generate([source], new() { MaxNewTokens = 6, MinNewTokens = 6, Beams = 8 }).Ids[0];

            // Then
            Assert.True(Score(session, source, beams) >= Score(session, source, greedy) - 1e-4);
        }
    }

    /// <summary>Has the same logits at every step, and remembers what it read last.</summary>
    private sealed class SameLogits(float[] logits) : IDecoder
    {
        public long[] Read { get; private set; } = [0, 0, 0, 0];

        public void Next(ReadOnlySpan<long> next) => Read = next.ToArray();

        public void Best(int? forbidden, Span<long> best) => throw new NotSupportedException();

        public Span<float> Logits() => Enumerable.Repeat(logits, Read.Length).SelectMany(row => row).ToArray();

        public void Reorder(int[] parents)
        {
        }

        public bool Keep(int[] rows) => false;

        public void Dispose()
        {
        }
    }

    private static double Score(Seq2SeqSession session, int[] source, int[] ids)
    {
        var logits = session.Logits(source, [0, .. ids[..^1]]);
        return ids.Select((id, position) => LogProbabilities(logits, position, forbidden: 1)[id]).Sum();
    }

    private static double[] LogProbabilities(float[] logits, int position, int forbidden = -1)
    {
        var row = logits.Skip(position * 40).Take(40).Select(logit => (double)logit).ToArray();
        if (forbidden >= 0)
            row[forbidden] = double.NegativeInfinity;
        var sum = Math.Log(row.Sum(Math.Exp));
        return [.. row.Select(logit => logit - sum)];
    }
}
