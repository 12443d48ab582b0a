using System.ComponentModel;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Reading;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Running;
using CompressionPipeline.Pipeline.Store;
using CompressionPipeline.Pipeline.Tests.Fixtures;
using CompressionPipeline.Pipeline.Tests.Manifest;
using TestKit;

namespace CompressionPipeline.Pipeline.Tests.Planning;

/// <summary>A stage that nobody here knows: a recipe that names it is all that is needed.</summary>
public sealed class MadeUpStageTests : ManifestFixture
{
    private readonly FakeStage quantize = new("quantize", typeof(QuantizeOptions)) { Inputs = [Roles.Model] };
    private readonly FakeStage profile = new("profile") { Kind = StageKind.Measurement };

    public MadeUpStageTests() => Write("recipe.yaml", """
        version: 2
        shared:
          - fine-tune
          - halve: { stage: quantize, bits: 16 }
        variant:
          - prune
          - quantize: { bits: 8 }
        """);

    [Fact]
    public void Should_Be_Planned_Where_The_Recipe_Puts_It()
    {
        // When
        var plan = Plan();

        // Then
        Assert.Equal(
            [
                "m/data", "m/baseline/fine-tune", "m/baseline/halve", "m/baseline/export", "m/baseline/evaluate",
                "m/baseline/profile",
                "m/small/prune", "m/small/quantize", "m/small/export", "m/small/evaluate", "m/small/profile", "m/small/benchmark",
                "m/gate",
            ],
            plan.Stages.Select(stage => stage.Id));
        Assert.Equal("m/baseline/fine-tune", plan["m/baseline/halve"].Inputs[Roles.Model]);
        Assert.Equal("m/baseline/halve", plan["m/small/prune"].Inputs[Roles.Model]);
        Assert.Equal("m/small/quantize", plan["m/small/export"].Inputs[Roles.Model]);
        Assert.Equal("m/baseline/halve", plan["m/small/benchmark"].Inputs[Roles.BaselineCheckpoint]);
        Assert.Equal((16, 4), (Bits(plan["m/baseline/halve"]), Bits(plan["m/small/quantize"])));
        Assert.Equal("quantize", plan["m/baseline/halve"].Key.Stage);
    }

    [Fact]
    public void Should_Run_As_Any_Other()
    {
        // Given
        var settings = new RunnerSettings { Machine = StoreFixture.Machine, ToolVersion = "0.1.0", Time = Time };

        // When
        var summary = new Runner(new ArtifactStore(Folder.File("store"), new RecordingProgress()), settings)
            .Run(Plan(), new RecordingProgress());

        // Then
        Assert.Equal((2, 2), (quantize.Runs, profile.Runs));
        Assert.Equal("""{"bits":4}""", File.ReadAllText(summary.Artifacts["m/small/quantize"].File("output.txt")));
    }

    [Fact]
    public void Should_Be_The_Last_Step_Of_Its_Kind_Under_Any_Name()
    {
        // Given
        Write("recipe.yaml",
            "version: 2\nshared: [fine-tune, halve: { stage: quantize }]\nvariant: [prune, eight: { stage: quantize }]\n");

        // When
        var plan = Plan("{ eight: { bits: 4 } }", "quantize");

        // Then
        Assert.Equal(["m/data", "m/baseline/fine-tune", "m/baseline/halve", "m/small/prune", "m/small/eight"],
            plan.Stages.Select(stage => stage.Id));
    }

    [Fact]
    public void Should_Change_Only_What_Comes_After_It_In_The_Variant_That_Says_So()
    {
        // When
        var (before, after) = (Plan("{ quantize: { bits: 4 } }"), Plan("{ quantize: { bits: 2 } }"));

        // Then
        var changed = before.Stages.Where(stage => after[stage.Id].Key != stage.Key).Select(PlanFixture.ShortId);
        Assert.Equal(["small/quantize", "small/export", "small/evaluate", "small/profile", "small/benchmark", "gate"], changed);
    }

    private static int Bits(PlannedStage stage) => stage.Options["bits"]!.GetValue<int>();

    private Plan Plan(string variant = "{ quantize: { bits: 4 } }", params string[] upTo)
    {
        var stages = PlanFixture.Stages()
            .Append(quantize).Append(profile).ToDictionary(stage => stage.Name, IStage (stage) => stage);
        var entry = Entry.Replace("{ prune: { decoder-layers: 2 } }", variant, StringComparison.Ordinal)
            .Replace("shallow:", "small:", StringComparison.Ordinal)
            .Replace("    data: { source: dotnet-docs }\n", "", StringComparison.Ordinal);
        var manifest = ManifestReader.Read(Write("models.yaml", $"version: 2\nmodels:\n  m:\n{entry}\n"), stages, time: Time);
        return new Planner(stages, _ => Digest.OfText("source"), StoreFixture.Machine, Time)
            .Build(manifest, new PlanSelection { UpTo = upTo });
    }

    private sealed record QuantizeOptions
    {
        [Description("Bits of a weight.")]
        public int Bits { get; init; } = 8;
    }
}
