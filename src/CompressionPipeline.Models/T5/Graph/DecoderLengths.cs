namespace CompressionPipeline.Models.T5.Graph;

/// <summary>What a decoder's outputs declare as their lengths.</summary>
/// <param name="Positions">Of the logits, and of the ids that are read.</param>
/// <param name="Present">Of the self-attention cache that is given.</param>
internal sealed record DecoderLengths(string Positions, string Present)
{
    public static DecoderLengths First { get; } = new("decoder_sequence_length", "decoder_sequence_length");

    public static DecoderLengths Next { get; } = new("1", "past_decoder_sequence_length + 1");

    /// <summary>Of a graph that holds both.</summary>
    public static DecoderLengths Either { get; } = new("decoder_sequence_length", "present_decoder_sequence_length");
}
