using CompressionPipeline.Core;

namespace CompressionPipeline.Inference.Tests;

public sealed partial class Seq2SeqSessionTests
{
    public sealed class TheGenerateMethod(TinyExport export) : IClassFixture<TinyExport>
    {
        [Fact]
        public void Should_Generate_What_An_Independent_T5_Generates()
        {
            // Given
            using var session = export.Open();

            // When
            var generation = session.Generate(export.Sources, new() { MaxNewTokens = 48 });

            // Then
            Assert.Equal(export.Expected, generation.Ids);
        }

        [Theory]
        [InlineData(1), InlineData(3)]
        public void Should_Write_What_It_Writes_Of_One_At_A_Time(int beams)
        {
            // Given: texts that end at different steps, with an id that comes up often
            using var own = new TinyExport();
            own.EndWith(31);
            using var session = own.Open();
            var random = new Random(1);
            int[][] sources = [.. Enumerable.Range(0, 12).Select(
                _ => Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(2, 40)).Append(1).ToArray())];
            var settings = new DecodeSettings { MaxNewTokens = 48, Beams = beams };

            // When
            var together = session.Generate(sources, settings).Ids;

            // Then
            Assert.Equal(sources.Select(source => session.Generate([source], settings).Ids[0]), together);
            Assert.True(together.Select(ids => ids.Length).Distinct().Count() > 3);
        }

        [Theory]
        [InlineData(1), InlineData(2), InlineData(17)]
        public void Should_Pin_The_Length_Where_Least_And_Most_Are_Equal(int length)
        {
            // Given
            using var session = export.Open();

            // When
            var generation = session.Generate(export.Sources, new() { MaxNewTokens = length, MinNewTokens = length });

            // Then
            Assert.All(generation.Ids, ids => Assert.Equal(length, ids.Length));
            Assert.Equal(length - 1, generation.Timing.TokenMilliseconds.Count);
        }

        [Fact]
        public void Should_Time_Every_Phase()
        {
            // Given
            using var session = export.Open();

            // When
            var timing = session.Generate(export.Sources, new() { MaxNewTokens = 5, MinNewTokens = 5 }).Timing;

            // Then
            double[] phases = [timing.EncoderMilliseconds, timing.FirstTokenMilliseconds, .. timing.TokenMilliseconds];
            Assert.All(phases, phase => Assert.True(phase > 0));
            Assert.True(timing.TotalMilliseconds >= phases.Sum());
        }

        [Fact]
        public void Should_Stop_Between_Two_Tokens()
        {
            // Given
            using var session = export.Open();
            using var stop = new CancellationTokenSource();
            var told = 0;

            void Tell(int id)
            {
                if (++told == 3)
                    stop.Cancel();
            }

            // Then
            Assert.Throws<OperationCanceledException>(() =>
                session.Generate([export.Sources[1]], new() { MaxNewTokens = 48, MinNewTokens = 48 }, Tell, stop.Token));
            Assert.Equal(3, told);
        }

        [Fact]
        public void Should_Stop_When_Asked_To()
        {
            // Given
            using var session = export.Open();
            using var stop = new CancellationTokenSource();
            stop.Cancel();

            // When, Then
            Assert.Throws<OperationCanceledException>(() => session.Generate(export.Sources, new(), stop.Token));
        }

        [Fact]
        public void Should_Refuse_Settings_Out_Of_Range()
        {
            // Given
            using var session = export.Open();

            // When, Then
            Assert.Throws<ArgumentOutOfRangeException>(() => session.Generate([], new()));
            Assert.Throws<ArgumentOutOfRangeException>(() => session.Generate(export.Sources, new() { MaxNewTokens = 0 }));
            Assert.Throws<ArgumentOutOfRangeException>(() => session.Generate(export.Sources, new() { Beams = 0 }));
            Assert.Throws<ArgumentOutOfRangeException>(() =>
                session.Generate(export.Sources, new() { Beams = 2, LengthPenalty = double.NaN }));
        }

        [Fact]
        public void Should_Refuse_Ids_That_The_Model_Has_Not()
        {
            // Given
            using var session = export.Open();

            // Then
            Assert.Throws<ArgumentOutOfRangeException>(() => session.Generate([[5, 1], [-1, 1]], new()));
            Assert.Throws<ArgumentNullException>(() => session.Generate([null!], new()));
            Assert.Throws<PipelineException>(() => session.Generate([[40, 1]], new()));
            Assert.Throws<ArgumentOutOfRangeException>(() => session.Logits([5, 1], [0, -1]));
            Assert.Throws<PipelineException>(() => session.Logits([5, 1], [0, 40]));
        }

        [Fact]
        public async Task Should_Complete_Running_Calls_And_Begin_No_Other_When_It_Is_Disposed()
        {
            // Given
            var settings = new DecodeSettings { MaxNewTokens = 400, MinNewTokens = 400 };
            using var session = export.Open();
            var expected = session.Generate(export.Sources, settings).Ids;
            using var begun = new CountdownEvent(4);
            var calls = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                var told = Once(() => begun.Signal());
                return session.Generate([export.Sources[0]], settings, told, CancellationToken.None).Ids[0];
            })).ToList();

            // When
            begun.Wait();
            session.Dispose();

            // Then
            Assert.All(await Task.WhenAll(calls), ids => Assert.Equal(expected[0], ids));
            Assert.Throws<ObjectDisposedException>(() => session.Generate(export.Sources, new()));
            Assert.Throws<ObjectDisposedException>(() => session.Logits([5, 1], [0]));
        }

        private static Action<int> Once(Action action)
        {
            var done = false;
            return _ =>
            {
                if (!done)
                    action();
                done = true;
            };
        }
    }
}
