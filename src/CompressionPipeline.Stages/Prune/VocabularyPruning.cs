using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Prune;

/// <summary>
/// Pieces that the training texts do not use, or use least, leave the tokenizer, and their rows the embedding and the head. They
/// are chosen before the method's own work, where a mistake costs nothing, and go after it, so that it still sees all pieces.
/// </summary>
internal static class VocabularyPruning
{
    /// <summary>The ids that stay; null where no method and no option asks for it.</summary>
    /// <exception cref="PipelineException">The model is no T5, or fewer pieces are asked for than have to stay.</exception>
    public static KeptIndices? Choose(StageContext context, PruneOptions options, Artifact source, IModel whole)
    {
        if (options.Pieces is null)
            return null;
        if (whole is not T5Model model)
        {
            throw new PipelineException(
                "prune: the vocabulary can be pruned of T5 models only, whose tokenizer is a SentencePiece Unigram model. "
                + "Remove keep, and let method be another one than vocabulary.");
        }
        RequireNoIds(model, source);
        var (path, config) = (source.File(T5Tokenizer.FileName), model.Config);
        HashSet<int> kept =
            [.. TrimmedSpiece.Required(path), config.PadTokenId, config.EosTokenId, config.DecoderStartTokenId];
        var required = kept.Count;
        if (options.Pieces.Count < required)
        {
            throw new PipelineException(
                $"prune: keep asks for {options.Pieces.Count} pieces, and {required} of {path} have to stay: special pieces, "
                + $"single characters, and what these cannot spell. Set keep to {required} or more.");
        }
        var uses = Uses(context, options, source, config);
        // Ids behind the pieces, sentinels and what a vocabulary was rounded up with, are in no text.
        var others = Enumerable.Range(0, T5Tokenizer.Open(path).PieceCount).Where(id => !kept.Contains(id)).ToList();
        kept.UnionWith(options.Pieces.Count is { } count
            ? others.OrderByDescending(id => uses[id]).Take(count - required)
            : others.Where(id => uses[id] > 0));
        context.Progress.Info(FormattableString.Invariant(
            $"keeps {kept.Count:N0} of {config.VocabSize:N0} ids, {required:N0} of which have to stay; they are ")
            + FormattableString.Invariant($"{(double)kept.Sum(id => uses[id]) / uses.Sum():0.00%} of the training texts"));
        return new(config.VocabSize, [.. kept.Order()]);
    }

    /// <summary>Takes the rows away.</summary>
    /// <param name="pruned">What the method left; its model can only be disposed of then.</param>
    /// <param name="kept">The ids that stay; null where all do.</param>
    public static Pruned Apply(Pruned pruned, KeptIndices? kept)
    {
        if (kept is null)
            return pruned;
        using var whole = pruned.Model;
        var mask = whole.Config.KeepAll() with { Vocabulary = kept };
        var smaller = whole.Shrink(mask, release: true);
        return pruned with
        {
            Model = smaller,
            Mask = pruned.Mask.Then(mask),
            ParametersOfFreeWidths =
                pruned.ParametersOfFreeWidths + smaller.Config.ParameterCount - whole.Config.ParameterCount,
        };
    }

    /// <summary>Writes the tokenizer beside the smaller model: the source's, or what stays of it.</summary>
    public static void WriteTokenizer(StageContext context, Artifact source, KeptIndices? kept)
    {
        if (kept is null)
        {
            ModelFiles.CopyTokenizer(source, context.OutputFolder);
            return;
        }
        var (whole, trimmed) = (source.File(T5Tokenizer.FileName), context.Output(T5Tokenizer.FileName));
        var pieces = T5Tokenizer.Open(whole).PieceCount;
        TrimmedSpiece.Write(whole, [.. kept.ToList().Where(id => id < pieces)], trimmed);
        var info = DataSetFolder.Open(context.Input(Roles.Data).Folder).Info;
        HuggingFaceFiles.Write(context.OutputFolder, trimmed, info.MaxSourceLength, kept.Count);
    }

    private static long[] Uses(StageContext context, PruneOptions options, Artifact source, T5Config config)
    {
        using var inputs = TrainingInputs.Open(context, config, source);
        var uses = new long[config.VocabSize];
        foreach (var pair in inputs.Train(options.Limit))
        {
            foreach (var id in pair.Source.Concat(pair.Target))
                uses[id]++;
        }
        return uses;
    }

    private static void RequireNoIds(T5Model model, Artifact source)
    {
        if (T5GenerationConfig.WithIds(model.Generation).FirstOrDefault() is { } key)
        {
            throw new InvalidFileException(
                source.File(T5Checkpoint.GenerationConfigName),
                $"the key '{key}' holds ids, which are others in a pruned vocabulary",
                "Remove the key from the checkpoint that init names, and run again.", key: key);
        }
    }
}
