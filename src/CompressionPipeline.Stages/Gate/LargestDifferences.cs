using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Gate;

/// <summary>
/// The examples that two models answer most differently by the headline metric, with their answers: what a person reads first.
/// Of labels these are the ones that changed.
/// </summary>
internal sealed class LargestDifferences(Artifact data, Artifact unpruned, int count)
{
    private const string PredictionsFile = "predictions.jsonl";
    private const string Fix = "Delete its folder and run again.";

    private readonly Lazy<Dictionary<string, Example>> examples = new(() =>
    {
        var set = DataSetFolder.Open(data.Folder);
        return set.Test().Concat(set.Validation()).DistinctBy(example => example.Id).ToDictionary(example => example.Id);
    });

    private readonly Lazy<Func<string, Prediction>> first = new(() => Predictions(unpruned));

    /// <summary>In order of the difference, then of the id; none where the two were not scored on the same examples.</summary>
    public IReadOnlyList<ExamplePair> Of(Scores baseline, Scores variant, Artifact evaluated)
    {
        var headline = MetricCatalogue.HeadlineOf(MetricCatalogue.TaskOf(baseline.Metrics.Select(metric => metric.Name)));
        var (before, after) = (Numbers(baseline.Find(headline.Name)), Numbers(variant.Find(headline.Name)));
        var ids = baseline.Ids;
        if (count == 0 || !ids.SequenceEqual(variant.Ids) || before.Count != ids.Count || after.Count != ids.Count)
            return [];
        var second = Predictions(evaluated);
        return
        [
            .. Enumerable.Range(0, ids.Count)
                .Select(index => (Id: ids[index], Before: before[index], After: after[index]))
                .Where(pair => headline.Task != ModelTask.Classification
                    || first.Value(pair.Id).Text != second(pair.Id).Text)
                .OrderByDescending(pair => Math.Abs(pair.After - pair.Before))
                .ThenBy(pair => pair.Id, StringComparer.Ordinal)
                .Take(count)
                .Where(pair => examples.Value.ContainsKey(pair.Id))
                .Select(pair => Pair(
                    examples.Value[pair.Id], first.Value(pair.Id), second(pair.Id), pair.Before, pair.After)),
        ];
    }

    // A metric of the corpus has no score per example, but what was predicted differs all the same.
    private static IReadOnlyList<double> Numbers(Metric? metric) =>
        metric is { Components: { } components } ? components.GetValueOrDefault("predicted") ?? [] : metric?.Samples ?? [];

    private static ExamplePair Pair(Example example, Prediction baseline, Prediction variant, double before, double after) =>
        new(example.Id, example.Second is { } second ? $"{example.Document}\n\n{second}" : example.Document,
            baseline.Reference, baseline.Text, variant.Text, before, after);

    // The prediction for an id. One that is not there is no empty text.
    private static Func<string, Prediction> Predictions(Artifact evaluated)
    {
        var path = evaluated.File(PredictionsFile);
        var predictions = new Dictionary<string, Prediction>(StringComparer.Ordinal);
        try
        {
            foreach (var (index, line) in File.ReadLines(path).Index())
            {
                var prediction = StrictJson.Parse<Prediction>(
                    Encoding.UTF8.GetBytes(line), path, OptionsJson.Strict, Fix, index + 1);
                if (!predictions.TryAdd(prediction.Id, prediction))
                    throw new InvalidFileException(path, $"the id '{prediction.Id}' stands there twice", Fix, index + 1);
            }
            return id => predictions.GetValueOrDefault(id)
                ?? throw new InvalidFileException(path, $"the example '{id}' is missing", Fix);
        }
        catch (IOException error)
        {
            throw new PipelineException($"{path} cannot be read: {error.Message} {Fix}", error);
        }
    }
}
