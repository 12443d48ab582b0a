using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using static TorchSharp.torch;

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
            Assert.All(written, ids => Assert.InRange(ids.Length, 0, 7));
            Assert.All(written, ids => Assert.DoesNotContain(1, ids));
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
            Assert.All(free, Assert.Empty);

            // When
            var pinned = Generation.Greedy(model, Sources, maxNewTokens: 40, minNewTokens: 40);

            // Then
            Assert.All(pinned, ids => Assert.Equal(40, ids.Length));
            Assert.All(pinned, ids => Assert.DoesNotContain(7, ids));
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
            Assert.Throws<OperationCanceledException>(
                () => Generation.Greedy(model, Sources, 5, phaseDone: stop.Cancel, cancellation: stop.Token));
        }

        [Theory]
        [MemberData(nameof(ShrinkTests.Cases), MemberType = typeof(ShrinkTests))]
        public void Should_Write_What_The_Masked_One_Writes(string config, int seed)
        {
            // Given
            using var scope = NewDisposeScope();
            using var whole = TinyT5.Model(seed, ShrinkTests.Configs[config]);
            var mask = RandomMask.Of(whole.Config.KeepAll(), new Random(seed));
            using var smaller = whole.Shrink(mask);

            // When
            var masked = Generation.Greedy(whole, Sources, maxNewTokens: 6, masks: MaskTensors.From(mask));

            // Then
            Assert.Equal(Generation.Greedy(smaller, Sources, maxNewTokens: 6), masked);
        }
    }
}
