using CompressionPipeline.Models.Selectors;
using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Models.Tests;

public class LayerSelectionTests
{
    public class TheKeepMethod
    {
        [Theory]
        [InlineData(8, "0")]
        [InlineData(8, "0 7")]
        [InlineData(8, "0 2 5 7")]
        [InlineData(8, "0 2 4 5 7")]
        [InlineData(8, "0 2 3 4 5 7")]
        [InlineData(12, "0 11")]
        [InlineData(12, "0 3 8 11")]
        [InlineData(12, "0 2 4 6 8 10")]
        [InlineData(12, "0 2 4 5 6 7 8 11")]
        [InlineData(12, "0 1 2 4 5 6 7 8 10 11")]
        [InlineData(24, "0 5 11 23")]
        [InlineData(24, "0 1 3 7 11 15 19 23")]
        [InlineData(24, "0 2 4 6 8 12 14 16 18 20 22 23")]
        [InlineData(24, "0 1 2 4 6 7 8 12 14 15 16 18 20 21 22 23")]
        [InlineData(24, "0 1 2 3 4 6 7 8 9 12 14 15 16 17 18 19 20 21 22 23")]
        public void Should_Follow_The_Tables_Of_Campos_And_Zhai(int depth, string table)
        {
            // Given
            int[] expected = [.. table.Split(' ').Select(int.Parse)];

            // Then
            Assert.Equal(expected, LayerSelection.Keep(depth, expected.Length));
        }

        [Theory]
        [InlineData(6, 2, "0 5")]
        [InlineData(6, 3, "0 2 5")]
        [InlineData(6, 4, "0 1 3 5")]
        [InlineData(6, 1, "0")]
        [InlineData(8, 3, "0 3 7")]
        [InlineData(12, 3, "0 5 11")]
        [InlineData(24, 1, "0")]
        public void Should_Follow_The_Uniform_Rule_For_Other_Depths_And_Counts(int depth, int kept, string expected)
        {
            // Then
            Assert.Equal(expected, string.Join(' ', LayerSelection.Keep(depth, kept)));
        }

        [Fact]
        public void Should_Keep_As_Many_As_Asked_Ascending_From_The_First()
        {
            var asked = from depth in Gen.Choose(1, 60)
                        from kept in Gen.Choose(1, depth)
                        select (depth, kept);

            Prop.ForAll(asked.ToArbitrary(), pair =>
            {
                // When
                var layers = LayerSelection.Keep(pair.depth, pair.kept);

                // Then
                return layers.Count == pair.kept && layers[0] == 0 && layers[^1] < pair.depth
                    && layers.Zip(layers.Skip(1)).All(two => two.First < two.Second)
                    && (pair.kept < 2 || pair.depth is 12 && pair.kept is 6 || layers[^1] == pair.depth - 1);
            }).QuickCheckThrowOnFailure();
        }

        [Theory]
        [InlineData(6, 0)]
        [InlineData(6, 7)]
        [InlineData(0, 0)]
        public void Should_Refuse_To_Keep_None_Or_More_Than_There_Are(int depth, int kept)
        {
            // Then
            Assert.Throws<ArgumentOutOfRangeException>(() => LayerSelection.Keep(depth, kept));
        }
    }
}
