namespace CompressionPipeline.Core;

/// <summary>Names of the files in an exported model's folder: Optimum's layout, and what this pipeline adds to it.</summary>
public static class ExportFiles
{
    /// <summary>A classifier's only graph.</summary>
    public const string Classifier = "model.onnx";

    /// <summary>Source ids to hidden states.</summary>
    public const string Encoder = "encoder_model.onnx";

    /// <summary>A decoder's first step, which has no past.</summary>
    public const string Decoder = "decoder_model.onnx";

    /// <summary>Each of its further steps.</summary>
    public const string DecoderWithPast = "decoder_with_past_model.onnx";

    /// <summary>Both decoders as one graph, which transformers.js and Optimum load.</summary>
    public const string MergedDecoder = "decoder_model_merged.onnx";

    /// <summary>Describes the fused decoder; a folder that lacks it has none.</summary>
    public const string FusedDescription = "decoder_fused.json";

    /// <summary>Each step of the fused decoder.</summary>
    public const string FusedStep = "decoder_fused.onnx";

    /// <summary>Encoder hidden states to the keys and values of cross-attention, in the layout that the step reads.</summary>
    public const string FusedMemory = "decoder_fused_memory.onnx";

    /// <summary>Hidden states to all logits; its weights are <see cref="FusedVocabulary"/>.</summary>
    public const string FusedHead = "decoder_fused_head.onnx";

    /// <summary>Rows of the embedding and of a head of its own, as 32-bit floats.</summary>
    public const string FusedVocabulary = "decoder_fused.bin";

    /// <summary>Graphs of an encoder-decoder model.</summary>
    public static IReadOnlyList<string> Graphs { get; } = [Encoder, Decoder, DecoderWithPast];

    /// <summary>
    /// Files of the fused decoder. Where embedding and head are part of <see cref="FusedStep"/>, there is neither <see
    /// cref="FusedHead"/> nor <see cref="FusedVocabulary"/>.
    /// </summary>
    public static IReadOnlyList<string> Fused { get; } = [FusedStep, FusedMemory, FusedHead, FusedVocabulary, FusedDescription];

    /// <summary>Files that hold the weights of <see cref="Graphs"/> once more, for one runtime each.</summary>
    public static IReadOnlyList<string> Copies { get; } = [MergedDecoder, .. Fused];
}
