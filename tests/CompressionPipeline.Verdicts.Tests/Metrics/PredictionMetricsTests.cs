using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics;

namespace CompressionPipeline.Verdicts.Tests.Metrics;

public static class PredictionMetricsTests
{
    private static double Label(string metric, int labels, params (int, int)[] examples) =>
        PredictionMetrics.OfLabels(examples, labels).Single(one => one.Name == metric).Value;

    private static double Correlation(params (double, double)[] examples) =>
        Assert.Single(PredictionMetrics.OfValues(examples)).Value;

    public class TheOfLabelsMethod
    {
        // 3 hits of the second label, 1 false alarm, 2 missed, 4 hits of the first one.
        private static readonly (int, int)[] Two =
            [(1, 1), (1, 1), (1, 1), (0, 1), (1, 0), (1, 0), (0, 0), (0, 0), (0, 0), (0, 0)];

        // Confusion [[2, 1, 0], [0, 1, 1], [0, 0, 1]].
        private static readonly (int, int)[] Three = [(0, 0), (0, 0), (0, 1), (1, 1), (1, 2), (2, 2)];

        [Theory]
        [InlineData("accuracy", 70)]
        [InlineData("f1", 100 * 6.0 / 9)]
        [InlineData("macro-f1", (100 * 6.0 / 9 + 100 * 8.0 / 11) / 2)]
        [InlineData("matthews", 40.824829046386306)]
        public void Should_Be_What_The_Definitions_Give_By_Hand_For_Two_Labels(string metric, double expected)
        {
            // Then
            Assert.Equal(expected, Label(metric, 2, Two), 9);
        }

        [Theory]
        [InlineData("accuracy", 100 * 4.0 / 6)]
        [InlineData("macro-f1", 100 * (0.8 + 0.5 + 2.0 / 3) / 3)]
        [InlineData("matthews", 100 * (4 * 6 - 12) / 22.97825058615212)]
        public void Should_Be_What_The_Definitions_Give_By_Hand_For_Three_Labels(string metric, double expected)
        {
            // Given: t = (3, 2, 1), p = (2, 2, 2), so that the root is of (36 - 14)(36 - 12)

            // Then
            Assert.Equal(expected, Label(metric, 3, Three), 9);
        }

        [Fact]
        public void Should_Have_No_F1_Of_One_Label_Among_Three()
        {
            // Then
            Assert.Equal(
                ["accuracy", "macro-f1", "matthews"], PredictionMetrics.OfLabels(Three, 3).Select(metric => metric.Name));
        }

        [Theory]
        [InlineData("f1")]
        [InlineData("matthews")]
        public void Should_Be_Zero_Where_Every_Prediction_Is_The_First_Label(string metric)
        {
            // Then
            Assert.Equal(0, Label(metric, 2, (0, 0), (1, 0)));
        }

        [Fact]
        public void Should_Refuse_An_Id_That_Is_No_Label()
        {
            // Then
            Assert.Throws<ArgumentOutOfRangeException>(() => PredictionMetrics.OfLabels([(0, 2)], 2));
            Assert.Throws<ArgumentOutOfRangeException>(() => PredictionMetrics.OfLabels([(-1, 0)], 2));
            Assert.Throws<ArgumentOutOfRangeException>(() => PredictionMetrics.OfLabels([], 2));
        }
    }

    public class TheOfValuesMethod
    {
        [Fact]
        public void Should_Only_Look_At_The_Order()
        {
            // Then
            Assert.Equal(100, Correlation((1, 10), (2, 20), (3, 3000)), 9);
            Assert.Equal(-100, Correlation((1, 30), (2, 20), (3, 1)), 9);
        }

        [Fact]
        public void Should_Be_What_The_Differences_Of_Ranks_Give_By_Hand()
        {
            // Given: ranks 1 2 3 4 5 and 2 1 4 3 5, so that 1 - 6 * 4 / (5 * 24)

            // Then
            Assert.Equal(80, Correlation((0.1, 7), (0.2, 3), (0.3, 11), (0.4, 9), (0.5, 20)), 9);
        }

        [Fact]
        public void Should_Give_Equal_Values_The_Mean_Of_Their_Ranks()
        {
            // Given: ranks 1.5 1.5 3 and 1 2 3: covariance 1.5, variances 1.5 and 2

            // Then
            Assert.Equal(100 * 1.5 / Math.Sqrt(3), Correlation((5, 1), (5, 2), (6, 3)), 9);
        }

        [Fact]
        public void Should_Be_Zero_Where_There_Is_No_Correlation()
        {
            // Then
            Assert.Equal(0, Correlation((1, 4), (2, 4), (3, 4)));
            Assert.Equal(0, Correlation((1, 4)));
        }

        [Theory]
        [InlineData(0.3f), InlineData(-4000f), InlineData(0.001f)]
        public void Should_Not_Rank_Answers_That_Rounding_Alone_Makes_Differ(float answer)
        {
            // Given
            var (next, apart) = (MathF.BitIncrement(answer), Math.Abs(answer * 0.01));

            // Then
            Assert.Equal(0, Correlation((1, answer), (2, next), (3, MathF.BitIncrement(next))));
            Assert.Equal(100, Correlation((1, answer), (2, answer + apart), (3, answer + (2 * apart))), 9);
        }
    }

    public class TheCatalogue
    {
        [Fact]
        public void Should_Score_Texts_By_The_Metrics_Of_Summaries_Alone()
        {
            // Then
            Assert.All(TextMetrics.All, metric => Assert.Equal(ModelTask.Summarization, metric.Definition.Task));
            Assert.Equal(["accuracy", "f1", "macro-f1", "matthews"],
                MetricCatalogue.Quality.Where(metric => metric.Task == ModelTask.Classification).Select(metric => metric.Name));
            Assert.Equal(
                ["spearman"],
                MetricCatalogue.Quality.Where(metric => metric.Task == ModelTask.Regression).Select(metric => metric.Name));
        }
    }
}
