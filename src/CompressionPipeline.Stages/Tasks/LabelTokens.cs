using System.Globalization;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.Bert;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>Texts, or pairs of texts, as the ids of an encoder; labels by their place among the logits.</summary>
internal sealed class LabelTokens : Tokens
{
    private readonly IPairTokenizer tokenizer;
    private readonly bool isRegression;
    private readonly int length, positions;
    private readonly Dictionary<string, int> labels;

    private LabelTokens(IPairTokenizer tokenizer, DataSetInfo info, BertConfig model)
    {
        (this.tokenizer, isRegression) = (tokenizer, info.Task == ModelTask.Regression);
        (length, positions) = (Math.Min(info.MaxSourceLength, model.MaxLength), model.MaxLength);
        labels = info.Labels.Index().ToDictionary(label => label.Item, label => label.Index, StringComparer.Ordinal);
    }

    /// <summary>What fills the end of shorter rows.</summary>
    public int PadId => tokenizer.PadId;

    public override string Fingerprint => $"{length}";

    public override int EndOfSource => tokenizer.Encode("")[^1];

    public override int TimedLength(int asked) =>
        asked > positions ? throw new PipelineException(
            $"source-length is {asked}, and the model has positions for {positions} tokens: ask for no more, or for 0.")
        : asked > 0 ? asked : length;

    /// <summary>The tokenizer of a model or a data set, checked against the model that is to read its ids.</summary>
    /// <exception cref="PipelineException">It has more pieces than the model's embedding has rows, or the model tells other
    /// labels apart.</exception>
    public static LabelTokens Of(Artifact source, DataSetInfo info, BertConfig model)
    {
        var tokenizer = PairTokenizer.Open(source.Folder);
        if (tokenizer.PieceCount > model.VocabSize)
        {
            throw new PipelineException(
                $"The tokenizer of {source.Folder} has {tokenizer.PieceCount} pieces and the model {model.VocabSize} ids: the "
                + "tokenizer does not fit the model. Name the tokenizer that the model was trained with.");
        }
        if (!model.Labels.SequenceEqual(info.Labels))
        {
            throw new PipelineException(
                $"The model tells {string.Join(", ", model.Labels)} apart, and the data set has "
                + $"{string.Join(", ", info.Labels)}: train the model on this data first.");
        }
        return new(tokenizer, info, model);
    }

    /// <summary>The ids of an example, with the text that each belongs to.</summary>
    public EncodedTexts Encode(Example example) => tokenizer.Encode(example.Document, example.Second, length);

    public override int[] Source(Example example) => Encode(example).Ids;

    public override TokenizedPair Pair(Example example)
    {
        var encoded = Encode(example);
        return isRegression
            ? new(encoded.Ids, [0]) { TokenTypes = encoded.TokenTypes, Value = Value(example) }
            : new(encoded.Ids, [LabelOf(example)]) { TokenTypes = encoded.TokenTypes };
    }

    /// <summary>The place of an example's label among the logits.</summary>
    public int LabelOf(Example example) => labels[example.Target];

    /// <summary>The value of an example of a regression.</summary>
    public static float Value(Example example) => float.Parse(example.Target, CultureInfo.InvariantCulture);
}
