using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Tests.Fixtures;

/// <summary>A stage whose work is a delegate; it counts how often it ran.</summary>
internal sealed class FakeStage(string name, Type? options = null) : IStage
{
    public string Name => name;

    public int Version { get; init; } = 1;

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
internal sealed record AnyOptions
{
    public double LearningRate { get; init; } = 0.001;

    public int? EncoderLayers { get; init; }

    public int? DecoderLayers { get; init; }

    public string Device { get; init; } = "auto";

    public string? SourceDigest { get; init; }

    public string? TokenizerPath { get; init; }

    public string? TokenizerDigest { get; init; }

    public JsonObject? Base { get; init; }

    public string? Model { get; init; }

    public JsonArray? Budgets { get; init; }

    public JsonObject? Pick { get; init; }

    public JsonArray? Waivers { get; init; }

    public JsonArray? References { get; init; }
}
