using System.Text;
using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Gate;

/// <summary>The examples in which two models' headline scores differ most, with their texts: what a person reads first.</summary>
internal sealed class LargestDifferences(Artifact data, Artifact unpruned, int count)
{
    private const string PredictionsFile = "predictions.jsonl";
    private const string Fix = "Delete its folder and run again.";

    private static readonly JsonSerializerOptions Strict = new(OptionsJson.Settings)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly Lazy<Dictionary<string, Example>> examples = new(() =>
        DataSetFolder.Open(data.Folder).Test().DistinctBy(example => example.Id).ToDictionary(example => example.Id));
    private readonly Lazy<Dictionary<string, string>> written = new(() => Texts(unpruned));

    /// <summary>In order of the difference, then of the id; none where the two were not scored on the same examples.</summary>
    public IReadOnlyList<ExamplePair> Of(Scores first, Scores second, Artifact evaluated)
    {
        if (count == 0 || !first.Ids.SequenceEqual(second.Ids)
            || first.Find(MetricCatalogue.Headline.Name) is not { } before
                || second.Find(MetricCatalogue.Headline.Name) is not { } after
            || before.Samples.Count != first.Ids.Count || after.Samples.Count != first.Ids.Count)
            return [];
        var texts = Texts(evaluated);
        return
        [
            .. Enumerable.Range(0, first.Ids.Count)
                .OrderByDescending(index => Math.Abs(after.Samples[index] - before.Samples[index]))
                .ThenBy(index => first.Ids[index], StringComparer.Ordinal)
                .Take(count)
                .Select(index => (Id: first.Ids[index], Baseline: before.Samples[index], Variant: after.Samples[index]))
                .Where(pair => examples.Value.ContainsKey(pair.Id))
                .Select(pair => new ExamplePair(pair.Id, examples.Value[pair.Id].Document, examples.Value[pair.Id].Target,
                    written.Value.GetValueOrDefault(pair.Id, ""), texts.GetValueOrDefault(pair.Id, ""), pair.Baseline,
                        pair.Variant)),
        ];
    }

    private static Dictionary<string, string> Texts(Artifact evaluated)
    {
        var path = evaluated.File(PredictionsFile);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            foreach (var (index, line) in File.ReadLines(path).Index())
            {
                var prediction = StrictJson.Parse<Prediction>(
                    Encoding.UTF8.GetBytes(line), path, Strict, Fix, index + 1);
                texts[prediction.Id] = prediction.Text;
            }
            return texts;
        }
        catch (IOException error)
        {
            throw new PipelineException($"{path} cannot be read: {error.Message} {Fix}", error);
        }
    }
}
