using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Core;
using CompressionPipeline.Stages.Prune;
using CompressionPipeline.Stages.Search;

namespace CompressionPipeline.Stages.Tests.Prune;

public class PruneOptionsTests
{
    public class TheKeepMethod
    {
        [Fact]
        public void Should_Keep_All_Where_Nothing_Is_Said()
        {
            // When
            var (encoder, decoder) = new PruneOptions().Keep(2, 4);

            // Then
            Assert.Equal([0, 1], encoder);
            Assert.Equal([0, 1, 2, 3], decoder);
        }

        [Theory]
        [InlineData(8, 1, 1)]
        [InlineData(8, 2, 2)]
        [InlineData(8, 3, 4)]
        [InlineData(8, 4, 5)]
        [InlineData(8, 5, 6)]
        [InlineData(8, 6, 8)]
        [InlineData(12, 1, 2)]
        [InlineData(12, 5, 10)]
        [InlineData(24, 4, 16)]
        [InlineData(2, 1, 1)]
        public void Should_Keep_As_Many_Layers_At_A_Level_As_The_Papers(int depth, int sixths, int count)
        {
            // When
            var (encoder, decoder) = new PruneOptions { Level = $"{sixths}-6" }.Keep(depth, depth);

            // Then
            Assert.Equal((count, 0, depth), (encoder.Count, encoder[0], decoder.Count));
        }

        [Fact]
        public void Should_Keep_The_Very_Layers_That_Are_Named()
        {
            // Then
            Assert.Equal([1, 4], new PruneOptions { DecoderLayers = new() { Indices = [1, 4] } }.Keep(6, 6).Decoder);
        }

        [Theory]
        [InlineData(new int[] { })]
        [InlineData(new[] { 2, 1 })]
        [InlineData(new[] { 1, 1 })]
        [InlineData(new[] { 0, 6 })]
        [InlineData(new[] { -1, 2 })]
        public void Should_Refuse_Layers_That_Are_Not_There(int[] indices)
        {
            // Then
            Assert.Throws<PipelineException>(() => new PruneOptions { DecoderLayers = indices }.Keep(6, 6));
        }

        [Theory]
        [InlineData(0)]
        [InlineData(7)]
        public void Should_Refuse_A_Count_That_The_Stack_Has_Not(int layers)
        {
            // Then
            Assert.Throws<PipelineException>(() => new PruneOptions { EncoderLayers = layers }.Keep(6, 6));
        }
    }

    public class TheOutcomeMethod
    {
        private static readonly ModelShape Known = new("t5-small", (6, 6));

        private static readonly ModelShape Unknown = new("somewhere", null);

        [Fact]
        public void Should_Be_The_Same_However_It_Is_Said()
        {
            // Given
            var (level, count) = (new PruneOptions { Level = "6-2" }, new PruneOptions { EncoderLayers = 6, DecoderLayers = 2 });

            // Then
            Assert.Equal(level.Outcome(Known), count.Outcome(Known));
            Assert.NotEqual(level.Outcome(Known), new PruneOptions { DecoderLayers = 3 }.Outcome(Known));
            Assert.NotEqual(level.Outcome(Unknown), count.Outcome(Unknown));
        }

        [Fact]
        public void Should_Be_Nothing_Where_All_Of_The_Model_Stays()
        {
            // Then
            Assert.Null(new PruneOptions().Outcome(Unknown));
            Assert.Null(new PruneOptions { Level = "6-6" }.Outcome(Unknown));
            Assert.Null(new PruneOptions { DecoderLayers = new() { Indices = [0, 1, 2, 3, 4, 5] } }.Outcome(Known));
        }
    }

    public class TheValidateMethod
    {
        [Fact]
        public void Should_Name_The_Option_That_Cannot_Be_Meant()
        {
            // Given
            var options = new PruneOptions { Level = "6-2", EncoderLayers = 0, DecoderLayers = new[] { 3, 1 } };

            // When
            var named = options.Validate(new ValidationContext(options)).SelectMany(error => error.MemberNames);

            // Then
            Assert.Equal(["Level", "EncoderLayers", "DecoderLayers"], named);
        }

        [Fact]
        public void Should_Name_Options_That_The_Method_Has_No_Use_For()
        {
            // Given
            var layers = new PruneOptions { Sparsity = 0.3, Heads = new(0.3), DecoderLayers = 1 };
            var nash = new PruneOptions { Method = PruneMethod.Nash, Sparsity = 0.3, Level = "6-2", Calibration = 8 };

            // When
            IEnumerable<string> Named(PruneOptions options) =>
                options.Validate(new ValidationContext(options)).SelectMany(error => error.MemberNames).Order();

            // Then: options of training are no mistake, for a recipe says them for variants of several methods
            Assert.Equal(["Heads", "Sparsity"], Named(layers));
            Assert.Equal(["Calibration", "Level"], Named(nash));
            Assert.Empty(Named(new PruneOptions { DecoderLayers = 1, Epochs = 2, Teacher = Teacher.Baseline }));
        }
    }

    public class TheMisfitMethod
    {
        [Theory]
        [InlineData(PruneMethod.Nash)]
        [InlineData(PruneMethod.Cofi)]
        [InlineData(PruneMethod.Taylor)]
        [InlineData(PruneMethod.Combined)]
        public void Should_Say_What_A_Method_Needs(PruneMethod method) =>
            Assert.NotNull(new PruneOptions { Method = method }.Misfit(new("t5-small", (6, 6))));

        [Theory]
        [InlineData("parameters", "loss", "parameters", true)]
        [InlineData("latency", "loss", "parameters", false)]
        [InlineData("parameters", "rouge2", "parameters", false)]
        [InlineData("parameters", "loss", "bytes", false)]
        public void Should_Know_What_A_Search_Will_Find(string best, string within, string limit, bool isFound)
        {
            // Given
            var options = new PruneOptions
            {
                Method = PruneMethod.Search,
                Pick = new()
                {
                    Best = best,
                    Within = new Dictionary<string, double> { [within] = 1 },
                    Limits = new Dictionary<string, double> { [limit] = 1 },
                },
            };

            // When, Then
            Assert.Equal(isFound, options.Misfit(new("t5-small", null) { Steps = [new SearchOptions()] }) is null);
            Assert.NotNull(options.Misfit(new("t5-small", null) { Steps = [options] }));
            Assert.Null(options.Misfit(new("t5-small", null)));
        }
    }
}
