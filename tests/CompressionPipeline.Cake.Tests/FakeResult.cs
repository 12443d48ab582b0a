using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Cake.Tests;

/// <summary>
/// What the gate would find where one variant loses some points: measured of 40 examples, judged by the real judge.
/// </summary>
internal static class FakeResult
{
    private const int Examples = 40;

    private static readonly string[] Ids = [.. Enumerable.Range(0, Examples).Select(index => $"{index:d2}")];

    /// <param name="rules">What the plan gave to the gate.</param>
    /// <param name="lost">Points of ROUGE-2 that the variant loses on average.</param>
    /// <param name="spread">By how much more or less every other example loses.</param>
    /// <param name="parameters">Parameters of the variant; the unpruned model has 100.</param>
    public static GateResult Of(GateOptions rules, double lost, double spread, double parameters) => Judge.Apply(
        new GateResult(
            rules.Model, Verdict.Invalid, Model("baseline", 100, 0, 0), [Model("shallow", parameters, lost, spread)])
        {
            Ids = Ids,
        },
        rules,
        new Dictionary<string, ModelResult>());

    private static ModelResult Model(string name, double parameters, double lost, double spread)
    {
        double[] samples =
            [.. Enumerable.Range(0, Examples).Select(index => 30 + (index / 2 % 5) - lost + (index % 2 == 0 ? spread : -spread))];
        return new(name)
        {
            EncoderLayers = 4,
            DecoderLayers = name == "baseline" ? 4 : 2,
            Parameters = parameters,
            Bytes = 4 * parameters,
            EmptyTexts = 0,
            ScoredOn = new("data", "split", "rouge", Examples, Digest.OfText(string.Join('\n', Ids)).Hex),
            Scores = new Dictionary<string, ScoreResult> { ["rouge2"] = new(samples.Average()) { Samples = samples } },
        };
    }
}
