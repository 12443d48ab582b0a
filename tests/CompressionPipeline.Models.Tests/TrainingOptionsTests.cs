using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Models.Tests;

public class TrainingOptionsTests
{
    public class TheLearningRateAtMethod
    {
        [Theory]
        [InlineData(LearningRateSchedule.Constant, 1, 0.25)]
        [InlineData(LearningRateSchedule.Constant, 4, 1.0)]
        [InlineData(LearningRateSchedule.Constant, 14, 1.0)]
        [InlineData(LearningRateSchedule.Linear, 5, 1.0)]
        [InlineData(LearningRateSchedule.Linear, 10, 0.5)]
        [InlineData(LearningRateSchedule.Linear, 14, 0.1)]
        [InlineData(LearningRateSchedule.Cosine, 10, 0.5)]
        public void Should_Rise_Then_Follow_The_Schedule(LearningRateSchedule schedule, long step, double expected)
        {
            // Given
            var options = new TrainingOptions { LearningRate = 1, WarmUpSteps = 4, Schedule = schedule };

            // Then
            Assert.Equal(expected, options.LearningRateAt(step, total: 14), precision: 9);
        }

        [Theory]
        [InlineData(LearningRateSchedule.Linear)]
        [InlineData(LearningRateSchedule.Cosine)]
        public void Should_Come_Near_Zero_At_The_Last_Step_And_Stay_Above(LearningRateSchedule schedule)
        {
            // When
            var last = new TrainingOptions { LearningRate = 1, Schedule = schedule }.LearningRateAt(1000, 1000);

            // Then
            Assert.InRange(last, 1e-9, 0.0011);
        }
    }

    public class TheTotalStepsMethod
    {
        [Theory]
        [InlineData(10, 4, 2.0, 0, 6)]
        [InlineData(10, 4, 0.5, 0, 2)]
        [InlineData(10, 4, 2.0, 5, 5)]
        [InlineData(10, 4, 2.0, 50, 6)]
        public void Should_Count_Whole_Steps_Up_To_The_Limit(int pairs, int batch, double epochs, int limit, long steps)
        {
            // Given
            var options = new TrainingOptions { BatchSize = batch, Epochs = epochs, MaxSteps = limit };

            // Then
            Assert.Equal(steps, options.TotalSteps(pairs));
        }
    }
}
