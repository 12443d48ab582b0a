using CompressionPipeline.Verdicts.Reports.Markdown;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Cards;

/// <summary>Which runtimes were tried, and how far apart they are.</summary>
internal static class CardRuntimes
{
    public static string Render(ModelResult variant)
    {
        const string files = "The checkpoint has the layout of Hugging Face transformers (`config.json` with `num_decoder_layers`, `model.safetensors`); the ONNX graphs have "
            + "Optimum's names (`encoder_model.onnx`, `decoder_model.onnx`, `decoder_with_past_model.onnx`). The scores were made with the ONNX graphs.\n\n";
        if (variant.Parity is not { } parity)
            return "## Runtimes\n\n" + files;
        var row = ParityWords.CellsOf(parity);
        return "## Runtimes\n\n" + files + "Verified: TorchSharp (libtorch) and ONNX Runtime, against each other.\n\n"
            + MarkdownText.Table(["parity", "value"], ParityWords.Headings.Zip(row).Select(pair => (IReadOnlyList<string>)[pair.First, pair.Second]));
    }
}
