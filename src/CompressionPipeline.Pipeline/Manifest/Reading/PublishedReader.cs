using System.Globalization;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Binding;
using CompressionPipeline.Pipeline.Manifest.Shapes;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Reading;

/// <summary>Reads figures that were published of a manifest's models.</summary>
public static class PublishedReader
{
    private const string Source = "source", Split = "split", Published = "published", Speedup = "speedup", Note = "note";
    private const string Batch = "batch-";

    private static ObjectShape Row => new(
    [
        .. MetricCatalogue.Quality.Select(metric => new Member(metric.Name, new NumberShape(false, -100, 100))),
        new Member(Speedup, new MapShape(new NumberShape(false, 0, 1000) { MinExclusive = true })
        {
            Keys = new() { Pattern = $"{Batch}[1-9][0-9]{{0,5}}", PatternMeaning = $"{Batch}1, {Batch}8 and so on" },
        }),
        new Member(Note, Text),
    ]);

    private static TextShape Text => new() { MayBeEmpty = false };

    /// <summary>Reads the file; every model and variant in it must be one of the manifest's.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="manifest">The manifest whose models it is about.</param>
    /// <param name="workingFolder">As of <see cref="ManifestReader.Read"/>.</param>
    /// <exception cref="ManifestException">Something is wrong: every error, with file, line, key and nearest valid
    /// key.</exception>
    public static PublishedFigures Read(string path, PipelineManifest manifest, string? workingFolder = null)
    {
        var errors = new Errors();
        var file = new ManifestFolder(path, workingFolder, errors).Shown(path);
        var json = YamlFile.Read(path, file, errors) is { } root ? new Binder(errors).Bind(root, Shape(manifest, Row)) : [];
        return errors.Any
            ? throw new ManifestException(file, errors.Sorted([file]))
            : new((string)json[Source]!, (string)json[Split]!, [.. Rows((JsonObject)json[Published]!)]);
    }

    private static ObjectShape Shape(PipelineManifest manifest, ObjectShape row) => new(
    [
        new(Source, Text) { Required = true, Description = "Where the figures are from, in words." },
        new(Split, new TextShape { Allowed = ["test", "validation"] })
        {
            Required = true,
            Description = "The split that was scored, test or validation.",
        },
        new(Published, new ObjectShape(
        [
            .. manifest.Models.Select(model => new Member(model.Key, new ObjectShape(
            [
                .. model.Variants.Select(variant => variant.Name).Prepend(Roles.Baseline).Select(name => new Member(name, row)),
            ]))),
        ]))
        {
            Required = true,
            Description = "What was published, by the manifest's models and their variants.",
        },
    ]);

    private static IEnumerable<PublishedRow> Rows(JsonObject published) =>
        from model in published
        from row in (JsonObject)model.Value!
        let said = (JsonObject)row.Value!
        select new PublishedRow(
            model.Key,
            row.Key,
            said.Where(value => value.Key is not (Speedup or Note))
                .ToDictionary(value => value.Key, value => (double)value.Value!),
            ((JsonObject?)said[Speedup] ?? []).ToDictionary(
                value => int.Parse(value.Key[Batch.Length..], CultureInfo.InvariantCulture), value => (double)value.Value!),
            (string?)said[Note]);
}
