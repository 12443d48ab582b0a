using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Tests.Fixtures;

/// <summary>A stage whose work is a delegate; it counts how often it ran.</summary>
internal sealed class FakeStage(string name, Type? options = null) : IStage
{
    public string Name => name;

    public int Version { get; init; } = 1;

    public StageKind Kind { get; init; } = StageKind.Step;

    public IReadOnlyList<string> Inputs { get; init; } = [Roles.Model, Roles.Data];

    public bool RunsAlone { get; init; }

    public bool KeyHoldsMachine { get; init; }

    public Type OptionsType { get; } = options ?? typeof(AnyOptions);

    public Func<StageContext, IReadOnlyList<Metric>> Work { get; set; } = context =>
    {
        File.WriteAllText(context.Output("output.txt"), OptionsJson.Canonical(context.Options));
        return [];
    };

    public int Runs { get; private set; }

    public IReadOnlyList<Metric> Run(StageContext context)
    {
        Runs++;
        return Work(context);
    }
}

/// <summary>Options that a test fills as it likes.</summary>
internal record AnyOptions
{
    public double LearningRate { get; init; } = 0.001;

    public int? EncoderLayers { get; init; }

    public int? DecoderLayers { get; init; }

    public string Device { get; init; } = "auto";
}

/// <summary>Options of a stage that can be the first step.</summary>
internal sealed record StepOptions : AnyOptions
{
    [FromPlan]
    public JsonObject? Init { get; init; }
}

/// <summary>Options of a source.</summary>
internal sealed record SourceOptions : AnyOptions
{
    [FromPlan]
    public string? SourceDigest { get; init; }

    [FromPlan]
    public string? TokenizerPath { get; init; }

    [FromPlan]
    public string? TokenizerDigest { get; init; }
}

/// <summary>Options of a verdict.</summary>
internal sealed record VerdictOptions : AnyOptions
{
    [FromPlan]
    public string? Model { get; init; }

    [FromPlan]
    public JsonArray? Budgets { get; init; }

    [FromPlan]
    public JsonObject? Pick { get; init; }

    [FromPlan]
    public JsonArray? Waivers { get; init; }

    [FromPlan]
    public JsonArray? References { get; init; }
}
