using System.Text.Json.Nodes;

namespace CompressionPipeline.Core.Tests;

public static class StageTests
{
    private sealed record EchoOptions
    {
        public int Times { get; init; } = 2;
    }

    private sealed class EchoStage : Stage<EchoOptions>
    {
        public override string Name => "echo";

        public override int Version => 1;

        protected override IReadOnlyList<Metric> Run(StageContext context, EchoOptions options) =>
            [new("times", "count", Direction.HigherIsBetter, options.Times)];
    }

    private static StageContext Context(JsonObject options) => new()
    {
        Options = options,
        Inputs = new Dictionary<string, Artifact> { ["model"] = new(
            new ArtifactKey("fine-tune", Digest.OfText("")), "/store/model") },
        Seed = 1,
        OutputFolder = "/store/out",
        ScratchFolder = "/store/scratch",
        Progress = SilentProgress.Instance,
    };

    public sealed class TheRunMethod
    {
        [Theory]
        [InlineData("{}", 2)]
        [InlineData("""{"times":5}""", 5)]
        public void Should_Hand_On_The_Options_As_The_Stages_Own_Record(string options, double expected)
        {
            // When
            var metrics = new EchoStage().Run(Context(JsonNode.Parse(options)!.AsObject()));

            // Then
            Assert.Equal(expected, Assert.Single(metrics).Value);
            Assert.Equal(typeof(EchoOptions), new EchoStage().OptionsType);
        }
    }

    public sealed class TheInputMethod
    {
        [Fact]
        public void Should_Give_The_Artifact_In_A_Role()
        {
            // Then
            Assert.Equal(Path.Combine("/store/model", "config.json"), Context([]).Input("model").File("config.json"));
        }

        [Fact]
        public void Should_Name_The_Role_That_Is_Missing_And_Those_That_Are_There()
        {
            // When
            var error = Assert.Throws<PipelineException>(() => Context([]).Input("data"));

            // Then
            Assert.Equal("The plan gave no 'data' artifact to this stage; it gave model.", error.Message);
        }
    }
}
