using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Models.Tests;

public class GenerationTests
{
    private static readonly int[][] Sources = [[5, 6, 7, 8, 1], [9, 1], [11, 12, 13, 1]];

    public class TheGreedyMethod
    {
        [Fact]
        public void Should_Write_For_A_Row_What_It_Would_Write_Alone()
        {
            // Given
            using var model = TinyT5.Model(config: TinyT5.Gated);

            // When
            var together = Generation.Greedy(model, Sources, maxNewTokens: 12);
            var alone = Sources.Select(source => Generation.Greedy(model, [source], maxNewTokens: 12)[0]).ToArray();

            // Then
            Assert.Equal(alone, together);
        }

        [Fact]
        public void Should_Stop_At_The_Limit_Or_With_The_End_Of_Sequence()
        {
            // Given
            using var model = TinyT5.Model(config: TinyT5.Gated);

            // When
            var written = Generation.Greedy(model, Sources, maxNewTokens: 7);

            // Then
            Assert.All(written, ids =>
            {
                Assert.InRange(ids.Length, 1, 7);
                Assert.DoesNotContain(1L, ids[..^1]);
                Assert.True(ids.Length == 7 || ids[^1] == 1);
            });
        }

        [Fact]
        public void Should_Leave_A_Model_In_Training_In_Training()
        {
            // Given
            using var model = TinyT5.Model(config: TinyT5.Config with { DropoutRate = 0.4 });
            model.train();

            // When
            var (first, second) = (Generation.Greedy(model, Sources, 6), Generation.Greedy(model, Sources, 6));

            // Then
            Assert.Equal(first, second);
            Assert.True(model.training);
        }

        [Fact]
        public void Should_Refuse_An_Empty_Source()
        {
            // Given
            using var model = TinyT5.Model();

            // Then
            Assert.Throws<ArgumentException>(() => Generation.Greedy(model, [[]], 4));
        }
    }

    public class ThePinnedLength
    {
        [Fact]
        public void Should_Be_Kept_Past_The_End_Of_Sequence()
        {
            // Given: a model that would end at once, for 7 is the first id it writes
            using var model = TinyT5.Model(config: TinyT5.Gated with { EosTokenId = 7 });
            var free = Generation.Greedy(model, Sources, maxNewTokens: 40);
            Assert.All(free, ids => Assert.Equal([7], ids));

            // When
            var pinned = Generation.Greedy(model, Sources, maxNewTokens: 40, minNewTokens: 40);

            // Then
            Assert.All(pinned, ids => Assert.Equal(40, ids.Length));
            Assert.All(pinned, ids => Assert.DoesNotContain(7L, ids));
        }

        [Fact]
        public void Should_End_A_Phase_After_The_Encoder_And_After_Every_Token()
        {
            // Given
            using var model = TinyT5.Model(config: TinyT5.Gated);
            var phases = 0;

            // When
            Generation.Greedy(model, Sources, maxNewTokens: 5, minNewTokens: 5, phaseDone: () => phases++);

            // Then
            Assert.Equal(6, phases);
        }

        [Fact]
        public void Should_Stop_When_Asked_To()
        {
            // Given
            using var model = TinyT5.Model(config: TinyT5.Gated);
            using var stop = new CancellationTokenSource();

            // When, Then
            Assert.Throws<OperationCanceledException>(() => Generation.Greedy(model, Sources, 5, phaseDone: stop.Cancel, cancellation: stop.Token));
        }
    }

    public class TheBeamMethod
    {
        [Fact]
        public void Should_Write_Greedily_With_One_Beam()
        {
            // Given
            using var model = TinyT5.Model(config: TinyT5.Gated);

            // When
            var beam = Generation.Beam(model, Sources, maxNewTokens: 10, beams: 1, lengthPenalty: 1);

            // Then
            Assert.Equal(Generation.Greedy(model, Sources, maxNewTokens: 10), beam);
        }

        [Fact]
        public void Should_Find_The_Likeliest_Of_All_Texts_With_Beams_Enough()
        {
            // Given
            var config = TinyT5.Gated with { VocabSize = 6 };
            using var model = TinyT5.Model(config: config);
            int[] source = [3, 4, 5, 1];
            var texts = Texts(config.VocabSize, 3).ToList();

            // When
            var found = Generation.Beam(model, [source], maxNewTokens: 3, beams: 40, lengthPenalty: 0)[0];

            // Then
            var best = texts.MaxBy(text => -LogLoss(model, source, text));
            Assert.Equal(best!.Select(id => (long)id), found);
        }

        // Every text of up to `length` tokens that ends with the end of sequence or at the limit.
        private static IEnumerable<int[]> Texts(int vocabulary, int length)
        {
            IEnumerable<int[]> open = [[]];
            for (var step = 1; step <= length; step++)
            {
                var longer = open.SelectMany(text => Enumerable.Range(0, vocabulary).Select(id => (int[])[.. text, id])).ToList();
                foreach (var text in longer.Where(text => text[^1] == 1 || step == length))
                    yield return text;
                open = longer.Where(text => text[^1] != 1);
            }
        }

        private static double LogLoss(T5Model model, int[] source, int[] text) =>
            TinyT5.Loss(model, [new TokenizedPair(source, text)]) * text.Length;
    }
}
