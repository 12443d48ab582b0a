using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;
using CompressionPipeline.MSBuild.Items;

namespace CompressionPipeline.MSBuild.Sources;

/// <summary>Finds the file of a release that a reference means.</summary>
internal static class Assets
{
    // Downloads the zip. Without a variant, the release's SHA256SUMS says which file has the requested digest.
    public static async Task Download(
        ModelReference model, IModelSource source, string path, Action<string> log, CancellationToken cancellation)
    {
        var asset = model.Variant.Length > 0
            ? ReleaseZips.Onnx(model.Name, model.Variant)
            : await Find(model, source, path + ".sums", cancellation).ConfigureAwait(false);
        log($"{model.Label}: downloads {source.Address(asset)}");
        await source.Download(asset, path, cancellation).ConfigureAwait(false);
    }

    private static async Task<string> Find(ModelReference model, IModelSource source, string file, CancellationToken cancellation)
    {
        try
        {
            File.Delete(file);
            await source.Download(Sha256Sums.FileName, file, cancellation).ConfigureAwait(false);
            var sums = Sha256Sums.Parse(File.ReadAllText(file), source.Address(Sha256Sums.FileName));
            var zips = sums.Where(sum => ReleaseZips.VariantOf(model.Name, sum.Key) is not null).ToList();
            return zips.Find(sum => sum.Value == model.Sha256).Key ?? throw new ModelError(
                zips.Count == 0 ? Codes.Asset : Codes.Digest,
                zips.Count == 0
                    ? $"{source.Address(Sha256Sums.FileName)} lists no {ReleaseZips.Onnx(model.Name, "…")}: check the name and "
                        + "the Version."
                    : $"{model.Label} has no file with the SHA-256 {model.Sha256}. There are "
                        + $"{string.Join("; ", zips.Select(sum => $"{sum.Key} {sum.Value}"))}. Copy one of these into Sha256.");
        }
        catch (PipelineException error)
        {
            throw new ModelError(Codes.Content, error.Message, error);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
