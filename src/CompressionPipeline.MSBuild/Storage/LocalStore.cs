using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;
using CompressionPipeline.MSBuild.Items;

namespace CompressionPipeline.MSBuild.Storage;

/// <summary>The newest results of the pipeline in this repository: <c>artifacts/results/&lt;model&gt;</c>.</summary>
internal sealed class LocalStore(string results)
{
    /// <summary>Copies an export from the store and verifies each file by the export's record.</summary>
    public void Copy(ModelReference model, string folder)
    {
        try
        {
            var export = Export(model);
            foreach (var (name, file) in RunRecord.Open(export).Files)
            {
                if (!PlainPath.Is(name))
                    throw new ModelError(
                        Codes.Content,
                        $"{export}: the name '{PlainPath.Printable(name)}' is not a plain relative path. Run the "
                        + "pipeline again.");
                var target = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(Path.Combine(export, name), target);
                // An export that is older than the one before it is new here, or builds would keep what they copied.
                File.SetLastWriteTimeUtc(target, DateTime.UtcNow);
                if (Digest.OfFile(target).Hex != file.Sha256)
                    throw new ModelError(
                        Codes.Content,
                        $"{Path.Combine(export, name)} is not what the pipeline wrote. Run the pipeline again: it "
                        + "makes damaged artifacts again.");
            }
        }
        catch (Exception error) when (error is IOException or PipelineException)
        {
            throw new ModelError(
                Codes.Store,
                $"The results of {model.Name} in {results} cannot be used: {error.Message} Run the pipeline again "
                + "(dotnet build -t:CompressModels).", error);
        }
    }

    private string Export(ModelReference model)
    {
        var folder = Path.Combine(results, model.Name);
        if (!File.Exists(Path.Combine(folder, "artifacts.json")))
            throw new ModelError(Codes.Store,
                $"{folder} has no results of {model.Name}: run the pipeline first (dotnet build -t:CompressModels).");
        var exports = Json(folder, "artifacts.json")
            .Select(artifact => (Id: artifact.Key.Split('/'), Folder: Text(artifact.Value) ?? ""))
            .Where(artifact => artifact.Id is [var name, _, "export"] && name == model.Name)
            .ToDictionary(artifact => artifact.Id[1], artifact => artifact.Folder);
        var picked = model.Variant.Length > 0 ? model.Variant
            : Text((Json(folder, "result.json")["pick"] as JsonObject)?["variant"])
            ?? (exports.Keys.Where(variant => variant != Roles.Baseline).ToList() is [var only] ? only : null);
        if (picked is null || !exports.TryGetValue(picked, out var export))
            throw new ModelError(
                Codes.Store,
                $"{model.Name} has {(picked is null ? "several variants" : $"no variant '{picked}'")} in {folder}: "
                + $"set Variant on the item, one of {string.Join(", ", exports.Keys.Order(StringComparer.Ordinal))}.");
        return export;
    }

    private static string? Text(JsonNode? node) => node.Is<string>(out var text) ? text : null;

    private static JsonObject Json(string folder, string name) =>
        StrictJson.ReadObject(Path.Combine(folder, name), "");
}
