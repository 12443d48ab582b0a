using CompressionPipeline.Models.T5;

namespace CompressionPipeline.Models.Tests;

public class RelativePositionsTests
{
    public class TheBucketMethod
    {
        [Theory]
        [InlineData(0, false, 0), InlineData(-7, false, 7), InlineData(7, false, 23)]
        [InlineData(-8, false, 8), InlineData(-16, false, 10)]
        [InlineData(-32, false, 12), InlineData(-64, false, 14), InlineData(-127, false, 15)]
        [InlineData(-500, false, 15), InlineData(500, false, 31)]
        [InlineData(0, true, 0), InlineData(3, true, 0), InlineData(-15, true, 15)]
        [InlineData(-16, true, 16), InlineData(-32, true, 21)]
        [InlineData(-64, true, 26), InlineData(-127, true, 31), InlineData(-128, true, 31), InlineData(-1000, true, 31)]
        public void Should_Be_That_Of_T5(int offset, bool isDecoder, int expected)
        {
            // When
            var bucket = RelativePositions.Bucket(offset, isDecoder, T5Config.Shape("t5-small"));

            // Then
            Assert.Equal(expected, bucket);
        }
    }
}
