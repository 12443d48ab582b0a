namespace CompressionPipeline.Models.Search.Spaces;

/// <summary>An integer that a search chooses.</summary>
/// <param name="Name">For example <c>encoder-layers</c> or <c>decoder.0.heads</c>.</param>
/// <param name="Lower">Its lowest value.</param>
/// <param name="Upper">Its highest value, at least <paramref name="Lower"/>.</param>
/// <param name="IsCategorical">Whether the order of its values means nothing, as of a bit.</param>
internal sealed record SearchVariable(string Name, int Lower, int Upper, bool IsCategorical = false)
{
    /// <summary>Values it can take.</summary>
    public int Count => Upper - Lower + 1;

    /// <summary>Whether it can take this value.</summary>
    public bool Has(int value) => value >= Lower && value <= Upper;
}
