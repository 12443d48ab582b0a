using CompressionPipeline.Pipeline.Manifest.Binding;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>What an entry starts from: the base and the tokenizer that belongs to it.</summary>
internal sealed class StartReader(ManifestFolder folder, Errors errors)
{
    public BaseModel? Base(YamlMapping? node, BaseDocument? document)
    {
        if (node is null)
            return null;
        if (node["init"] is not null && node["path"] is { } path)
            errors.Add(path.Location, path.Path, "'init' and 'path' are both given; keep one");
        else if (node["init"] is null && node["path"] is null)
            errors.Add(node.Location, node.Path, "give 'init', the name of a T5 shape, or 'path', a Hugging Face folder");
        var checkpoint = folder.Folder(node["path"], "folder with a checkpoint");
        return new BaseModel { Init = document?.Init, Seed = document?.Seed ?? 42, Path = checkpoint };
    }

    public string? Tokenizer(YamlMapping node, BaseModel? start)
    {
        if (node["tokenizer"] is { } named)
            return folder.File(named, "tokenizer");
        if (start is null)
            return null;
        if (start.Path is null)
        {
            if (start.Init is not null)
                errors.Add(node.Location, $"{node.Path}.tokenizer", "missing; a model with random weights needs a SentencePiece model");
            return null;
        }
        var inside = Path.Combine(start.Path, "spiece.model");
        if (File.Exists(inside))
            return inside;
        errors.Add(node.Location, $"{node.Path}.tokenizer", $"missing; {inside} does not exist either");
        return null;
    }
}
