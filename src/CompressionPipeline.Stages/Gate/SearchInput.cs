using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Stages.FineTune;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Gate;

/// <summary>Reads what the recipe's shared search found, where there is one.</summary>
internal static class SearchInput
{
    private const string Role = Roles.Baseline + "." + Roles.Search;

    /// <summary>The search, and which of its networks each variant picked; null where the recipe has none.</summary>
    /// <param name="context">Its inputs.</param>
    /// <param name="variants">Names and exports of the variants.</param>
    /// <param name="baseline">The export of the baseline.</param>
    public static SearchSummary? Read(
        StageContext context, IReadOnlyList<(string Name, Artifact Export)> variants, Artifact baseline)
    {
        if (!context.Inputs.TryGetValue(Role, out var search))
            return null;
        var found = StageFiles.Read<SearchResult>(search.File(SearchResult.FileName));
        var picked = variants.Where(variant => File.Exists(variant.Export.File(ModelMask.FileName)))
            .Select(variant => (variant.Name, Mask: Mask(variant.Export))).ToList();
        var training = baseline.File(Training.FileName);
        return new(found.Space, found.Strategy, found.Searcher, found.Objectives, found.Whole,
            [.. found.Networks.Select(network => Evaluation(network, picked))])
        {
            LogSize = found.LogSize,
            TrainingSeconds = found.TrainingSeconds,
            LatencyChecks = found.LatencyChecks,
            FineTuningSeconds = File.Exists(training) ? StageFiles.Read<Training>(training).Seconds : null,
        };
    }

    // A variant that was pruned again has another mask, and stands for none of the networks.
    private static SearchEvaluation Evaluation(SearchedNetwork network, IReadOnlyList<(string Name, JsonNode Mask)> picked) =>
        new(network.Seconds, network.HyperVolume, network.Mask is not null)
        {
            Values = network.Values,
            Variants = network.Mask is null ? []
                : [.. picked.Where(variant => JsonNode.DeepEquals(variant.Mask, network.Mask)).Select(variant => variant.Name)],
        };

    private static JsonNode Mask(Artifact export) => ModelMask.Read(export.File(ModelMask.FileName)).ToNode();
}
