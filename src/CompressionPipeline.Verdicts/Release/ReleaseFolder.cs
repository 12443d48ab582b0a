using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;
using CompressionPipeline.Verdicts.Reports.Cards;

namespace CompressionPipeline.Verdicts.Release;

/// <summary>The files of a model's release, made from the results and artifacts of the pipeline alone: the same ones give the
/// same bytes.</summary>
public static class ReleaseFolder
{
    // GitHub takes assets below 2 GiB; a zip's own headers are far smaller than the rest.
    private const long Largest = (2L << 30) - (1L << 20);

    private static readonly string[] Reports = ["result.json", "report.html"];
    private static readonly string[] Configurations = ["config.json", "generation_config.json"];

    /// <summary>
    /// Writes <c>&lt;model&gt;-&lt;variant&gt;-onnx.zip</c> and <c>-checkpoint.zip</c> of each variant, <c>-merged.zip</c> where
    /// its export has a merged decoder, <c>result.json</c>, <c>report.html</c>, the list of what went in
    /// (<c>&lt;model&gt;.spdx.json</c>) and <c>SHA256SUMS</c> over all of them. What is in the folder is removed first.
    /// </summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="version">Version of the release.</param>
    /// <param name="results">The folder with the model's <c>result.json</c> and <c>artifacts.json</c>.</param>
    /// <param name="folder">Gets the files.</param>
    /// <param name="variants">The variants to release; null takes all.</param>
    /// <returns>The files' names in ordinal order.</returns>
    /// <exception cref="PipelineException">Something is missing, is not what its record says, or is too large for a
    /// release.</exception>
    public static IReadOnlyList<string> Write(string model, string version, string results, string folder,
        IReadOnlyList<string>? variants = null)
    {
        var artifacts = ReleaseArtifacts.Open(model, results);
        variants ??= [.. artifacts.Variants];
        if (variants.Count == 0)
            throw new PipelineException($"{results} has no exported variant of {model}: there is nothing to release. Run the "
                + "pipeline for it.");
        OutputFolder.Clear(folder);
        OutputFolder.Write(folder, () =>
        {
            foreach (var variant in variants)
                WriteZips(artifacts, variant, folder);
            foreach (var name in Reports)
                File.Copy(Reported(results, name), Path.Combine(folder, name));
        });
        AtomicFile.WriteText(Path.Combine(folder, $"{model}.spdx.json"), Spdx.Document(artifacts, version, variants, folder));
        var names = Names(folder);
        AtomicFile.WriteText(Path.Combine(folder, Sha256Sums.FileName), Sha256Sums.Of(folder, names));
        return Names(folder);
    }

    private static void WriteZips(ReleaseArtifacts artifacts, string variant, string folder)
    {
        var (export, checkpoint) = (artifacts.Export(variant), artifacts.Checkpoint(variant));
        var card = Reported(artifacts.Results, ModelCard.Folder, variant, ModelCard.FileName);
        const string Encoder = ExportFiles.Encoder, Merged = ExportFiles.MergedDecoder;
        Write(new ReleaseZip().Add(export, export.Files.Where(name => name != Merged)).Add(card, ModelCard.FileName),
            ReleaseZips.Onnx(artifacts.Model, variant));
        // transformers.js looks for graphs in onnx/. They have a zip of their own, so that nobody downloads unused graphs.
        if (export.Files.Contains(Merged))
            Write(new ReleaseZip().Add(export, export.Files.Where(name =>
                    Path.GetExtension(name) != ".onnx" && !ExportFiles.Fused.Contains(name)))
                .Add(export.File(Encoder), $"onnx/{Encoder}").Add(export.File(Merged), $"onnx/{Merged}")
                .Add(card, ModelCard.FileName), ReleaseZips.Merged(artifacts.Model, variant));
        // The export's two configurations are the checkpoint's with the prefix and the lengths, which its users need as well.
        string[] shared = [.. Configurations.Where(export.Files.Contains)];
        Write(new ReleaseZip().Add(checkpoint, checkpoint.Files).Add(export, shared)
            .Add(card, ModelCard.FileName), ReleaseZips.Checkpoint(artifacts.Model, variant));

        void Write(ReleaseZip zip, string name)
        {
            var path = Path.Combine(folder, name);
            if (zip.Bytes > Largest)
                throw new PipelineException($"{path} would have {zip.Bytes:N0} bytes, and a release takes files below 2 GiB: "
                    + "choose a smaller variant.");
            zip.Write(path);
        }
    }

    private static string Reported(string results, params IEnumerable<string> names)
    {
        var path = Path.Combine([results, .. names]);
        return File.Exists(path) ? path : throw new PipelineException($"{path} is missing, and belongs to a release: run the "
            + "target Report, which makes the reports and cards again.");
    }

    private static List<string> Names(string folder) =>
        [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
