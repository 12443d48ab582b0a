using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data.Hub;

/// <summary>A part of a data set that is used alone, such as a language or a version.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Files">Patterns of its files.</param>
/// <param name="IsDefault">Whether it is the one that is meant where none is named.</param>
internal sealed record HubConfiguration(string Name, IReadOnlyList<string> Files, bool IsDefault)
{
    /// <summary>The branch on which the hub offers a data set as Parquet files, a folder for each part.</summary>
    public const string ParquetBranch = "refs/convert/parquet";

    private const string Usual = "default", All = "**", Card = "README.md", Parquet = ".parquet";

    /// <summary>Reads what a card says under <c>configs</c>.</summary>
    public static IReadOnlyList<HubConfiguration> Parse(JsonNode? card) =>
        [.. ((card as JsonObject)?["configs"] as JsonArray ?? []).OfType<JsonObject>().Select(ParsePart)];

    /// <summary>The parts of which a commit has files.</summary>
    public static IReadOnlyList<HubConfiguration> Of(HubCommit commit)
    {
        var tables = commit.Files.Select(file => file.Path).Where(path => path.EndsWith(Parquet, StringComparison.Ordinal))
            .Select(path => path.Split('/')).ToList();
        // The branch with Parquet files has no card, and a folder for each part and split. A commit of it does not name it.
        return tables.Count > 0 && tables.TrueForAll(path => path is [_, _, _]) && !commit.Files.Any(file => file.Path == Card)
            ? [.. tables.Select(path => path[0]).Distinct()
                .Select(folder => new HubConfiguration(folder, [$"{folder}/{All}"], folder == Usual))]
            : [.. commit.Configurations.Where(part => commit.Files.Any(file => part.Has(file.Path)))];
    }

    private bool Has(string path) => Files.Any(pattern => FilePattern.Matches(path, pattern));

    private static HubConfiguration ParsePart(JsonObject part)
    {
        var name = part["config_name"].Is<string>(out var written) ? written : Usual;
        var folder = part["data_dir"].Is<string>(out var path) ? path.Trim('/') + "/" : "";
        var files = Paths(part["data_files"]).Select(file => folder + file).ToList();
        return new(
            name, files.Count > 0 ? files : [folder + All], name == Usual || (part["default"].Is<bool>(out var flag) && flag));
    }

    // A path, a list of paths, or a list of splits with the paths of each.
    private static IEnumerable<string> Paths(JsonNode? files) => files switch
    {
        JsonArray several => several.SelectMany(Paths),
        JsonObject split => Paths(split["path"]),
        _ => files.Is<string>(out var path) ? [path] : [],
    };
}
