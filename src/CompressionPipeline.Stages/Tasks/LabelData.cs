using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference.Tokenization;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>What a person should know of labelled texts before anything is trained on them.</summary>
internal static class LabelData
{
    // As many as are enough to tell.
    private const int Sampled = 1000;
    private const int Named = 8;

    public static void Describe(DataSetFolder data, string folder, bool isRegression, IProgressSink progress)
    {
        var train = data.Train();
        if (!isRegression)
        {
            var counts = train.CountBy(example => example.Target).OrderByDescending(label => label.Value).ToList();
            var more = counts.Count > Named ? $" and {counts.Count - Named} more" : "";
            progress.Info($"{data.Info.Labels.Count} labels: "
                + $"{string.Join(", ", counts.Take(Named).Select(label => $"{label.Key} {label.Value:N0}"))}{more}");
            RequireLabels(data, [.. counts.Select(label => label.Key)]);
        }
        else
        {
            RequireValues(train, "train");
            RequireValues(data.Validation(), "validation");
            RequireValues(data.Test(), "test");
        }
        var tokenizer = PairTokenizer.Open(folder);
        var sample = train.Take(Sampled).ToList();
        var length = data.Info.MaxSourceLength;
        var cut = sample.Count(example =>
            tokenizer.Encode(example.Document, example.Second, length + 1).Ids.Length > length);
        progress.Info($"of {sample.Count:N0} texts, {cut:N0} are cut at {length} tokens");
    }

    private static void RequireLabels(DataSetFolder data, HashSet<string> trained)
    {
        var unseen = data.Validation().Concat(data.Test()).FirstOrDefault(example => !trained.Contains(example.Target));
        if (unseen is not null)
        {
            throw new PipelineException(
                $"The label '{unseen.Target}' (example '{unseen.Id}') is in no training example, so that no model can learn it. "
                + "Bring more examples of it, or leave it out.");
        }
    }

    // Where nobody is told the values of a test split, they are all -1: every model would have the correlation 0, and pass.
    private static void RequireValues(IEnumerable<Example> examples, string split)
    {
        if (examples.Select(LabelTokens.Value).Distinct().Take(2).ToList() is [var alone] && examples.Count() is > 1 and var all)
        {
            throw new PipelineException(FormattableString.Invariant($"All {all:N0} values of the {split} split are ")
                + FormattableString.Invariant($"{alone}: nothing tells a better model from a worse one. Leave these ")
                + "examples out (files, paths or where in the data section), or bring others.");
        }
    }
}
