using System.Text.Json.Serialization;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>How much of each of the unpruned model's layers was kept.</summary>
/// <param name="Encoder">The encoder's layers, in order.</param>
/// <param name="Decoder">The decoder's layers, in order.</param>
public sealed record KeptWidths(IReadOnlyList<LayerWidths> Encoder, IReadOnlyList<LayerWidths> Decoder);

/// <summary>How much of a layer was kept; nothing where the layer is gone.</summary>
/// <param name="Heads">Heads of self-attention.</param>
/// <param name="Units">Units of the feed-forward block.</param>
/// <param name="CrossHeads">Heads of cross-attention; null in an encoder.</param>
public sealed record LayerWidths(
    KeptOf Heads,
    KeptOf Units,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] KeptOf? CrossHeads = null);

/// <summary>How many of how many.</summary>
/// <param name="Kept">Those that were kept.</param>
/// <param name="Of">Those that there were.</param>
public sealed record KeptOf(int Kept, int Of)
{
    /// <summary>Kept of all, 0 to 1.</summary>
    [JsonIgnore]
    public double Share => Of == 0 ? 0 : (double)Kept / Of;
}
