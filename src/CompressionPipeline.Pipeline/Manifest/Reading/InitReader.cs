using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Reading;

/// <summary>What an entry starts from: the first weights, and the tokenizer that belongs to them.</summary>
internal sealed class InitReader(ManifestFolder folder, Errors errors)
{
    private const string Configuration = "config.json";

    public ModelInit? Init(YamlMapping? node, ModelInit? written)
    {
        if (node is null || written is null)
            return null;
        if (node["shape"] is not null && node["checkpoint"] is { } checkpoint)
            errors.Add(checkpoint.Location, checkpoint.Path, "'shape' and 'checkpoint' are both given; keep one");
        else if (node["shape"] is null && node["checkpoint"] is null)
            errors.Add(node.Location, node.Path, "give 'shape', the name of a T5 shape, or 'checkpoint', a Hugging Face folder");
        return written with { Checkpoint = folder.Folder(node["checkpoint"], "folder with a checkpoint") };
    }

    public string? Tokenizer(YamlMapping node, ModelInit? init, bool mustExist)
    {
        if (!mustExist && node["tokenizer"] is YamlScalar { IsNull: false } planned)
            return folder.Absolute(planned.Text);
        if (node["tokenizer"] is { } named)
            return folder.File(named, "tokenizer");
        if (init is null)
            return null;
        if (init.Checkpoint is null)
        {
            if (init.Shape is not null)
                errors.Add(node.Location, $"{node.Path}.tokenizer",
                    "missing; a model with random weights needs a SentencePiece model");
            return null;
        }
        var inside = Path.Combine(init.Checkpoint, "spiece.model");
        if (File.Exists(inside))
            return inside;
        errors.Add(node.Location, $"{node.Path}.tokenizer", $"missing; {inside} does not exist either");
        return null;
    }

    /// <summary>What is known of the model: of a named shape, or of a Hugging Face folder by its configuration.</summary>
    public static ModelShape Shape(ModelInit? init, IReadOnlyDictionary<string, (int Encoder, int Decoder)> depths) => init switch
    {
        { Shape: { } name } => new(name, depths.TryGetValue(name, out var depth) ? depth : null),
        { Checkpoint: { } path } =>
            new(Path.GetFileName(path.TrimEnd(Path.DirectorySeparatorChar)), Depth(Path.Combine(path, Configuration))),
        _ => new("the model", null),
    };

    // The stage that loads the weights says better than this place what is wrong with a configuration.
    private static (int, int)? Depth(string file)
    {
        try
        {
            var members = StrictJson.ReadObject(file, "Copy or download it again.");
            return Layers(members, "num_layers") is { } encoder
                ? (encoder, Layers(members, "num_decoder_layers") ?? encoder) : null;
        }
        catch (InvalidFileException)
        {
            return null;
        }
    }

    private static int? Layers(JsonObject members, string key) =>
        members[key].Is<int>(out var layers) && layers > 0 ? layers : null;
}
