using System.Text;
using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;
using CompressionPipeline.GitHub.Releases;
using CompressionPipeline.Verdicts.Reports.Markdown;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>The content of a model's release, made from its folder of files after they were verified.</summary>
internal static class ReleaseContent
{
    public static ReleasePlan Of(PipelineContext context, string model, ReleaseVersion version)
    {
        var folder = context.PathOf(Path.Combine(Paths.Release, model));
        Sha256Sums.Verify(folder);
        var path = Path.Combine(folder, GateResult.FileName);
        var result = Results.JudgedAgain(context, path);
        if (ReleaseCandidates.Passing(result).Count == 0)
            throw new PipelineException($"{path} does not pass by the current budgets, and was not released.");
        var mark = new ReleaseMark(model, context.Pipeline.ContentOf(model).Hex, version.Commit);
        var sums = Sha256Sums.Parse(File.ReadAllText(Path.Combine(folder, Sha256Sums.FileName)), Sha256Sums.FileName);
        var files = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Select(file => new ReleaseFile(Path.GetFileName(file), file));
        var notes = Notes(model, version.Version, GitHubAccess.RepositoryUrl(context), result, sums);
        return new($"{model}-{version.Version}", mark, $"{model} {version.Version}", notes, [.. files]);
    }

    private static string Notes(
        string model, string version, string? source, GateResult result, IReadOnlyDictionary<string, Digest> sums)
    {
        var text = new StringBuilder();
        foreach (var section in ReportSections.Of(result).Where(section => !section.Folded))
            text.Append($"### {Markdown.Text(section.Title)}\n\n{section.Markdown.Trim()}\n\n");
        text.Append("### In a .NET project\n\n| `CompressedModel` | `Version` | `Variant` | `Sha256` | `Source` |\n");
        text.Append("|---|---|---|---|---|\n");
        foreach (var (name, digest) in sums)
        {
            if (ReleaseZips.VariantOf(model, name) is not { } variant)
                continue;
            string[] cells = [model, version, variant, digest.Hex, source ?? ""];
            text.Append($"| {string.Join(" | ", cells.Select(Markdown.Code))} |\n");
        }
        text.Append('\n');
        text.Append("### Files\n\n| file | SHA-256 |\n|---|---|\n");
        foreach (var (name, digest) in sums)
            text.Append($"| {Markdown.Code(name)} | {Markdown.Code(digest.Hex)} |\n");
        return text.ToString();
    }
}
