using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>A metric that budgets may name. Its unit and its better direction live here and nowhere else.</summary>
/// <param name="Name">The manifest's name.</param>
/// <param name="Unit">What a value counts.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Worse">How a sentence begins that tells a change for the worse.</param>
/// <param name="Better">How a sentence begins that tells a change for the better.</param>
internal sealed record Measurable(string Name, string Unit, Direction Direction, string Worse, string Better)
{
    public const string Latency = "latency";
    public const string Parameters = "parameters";
    public const string Bytes = "bytes";
    public const string Memory = "memory";

    public static IReadOnlyList<Measurable> All { get; } =
    [
        .. new[] { "rouge1", "rouge2", "rouge3", "rougeL", "rougeLsum" }
            .Select(measure => new Measurable(measure, "points", Direction.HigherIsBetter, "lost", "gained")),
        new(Latency, "ms", Direction.LowerIsBetter, "slower by", "faster by"),
        new(Parameters, "parameters", Direction.LowerIsBetter, "larger by", "smaller by"),
        new(Bytes, "bytes", Direction.LowerIsBetter, "larger by", "smaller by"),
        new(Memory, "bytes", Direction.LowerIsBetter, "larger by", "smaller by"),
    ];

    /// <summary>Whether a value is counted and has no interval.</summary>
    public bool Counted => Name is Parameters or Bytes or Memory;

    public static Measurable? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    public string Format(double value) => Counted ? Words.Count(value) : Words.Fixed(value);
}
