using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>Reads and writes <c>result.json</c>: of one version, and nothing in it that this program does not know.</summary>
internal static class ResultFile
{
    private const long LargestBytes = 512L << 20;
    private const string Fix = "Judge it again from the artifacts: run ./build.sh, or copy it again from where it was made.";

    public static JsonSerializerOptions Settings { get; } = new(StageFiles.Settings)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new NumbersOnOneLine() },
    };

    public static byte[] Bytes(GateResult result) => [.. JsonSerializer.SerializeToUtf8Bytes(result, Settings), (byte)'\n'];

    public static GateResult Read(string path)
    {
        // Looked for before the rest is read: another version has other members.
        var schema = StrictJson.Read<Versioned>(path, StageFiles.Settings, Fix, LargestBytes).SchemaVersion
            ?? throw new InvalidFileException(path, "it names no schema-version, so it is no result", Fix);
        if (schema != GateResult.Schema)
        {
            var what = $"it is of schema {schema}, and this program reads {GateResult.Schema}";
            throw schema > GateResult.Schema
                ? new InvalidFileException(path, $"{what}: a newer program wrote it", "Update this one.")
                : new InvalidFileException(
                    path, $"{what}: an older program wrote it", "Run ./build.sh, which judges again.");
        }
        var result = StrictJson.Read<GateResult>(path, Settings, Fix, LargestBytes);
        if (Gap(result) is { } gap)
            throw new InvalidFileException(path, $"'{gap}' holds null", Fix, key: gap);
        var wrong = new List<ValidationResult>();
        return Validator.TryValidateObject(result.Rules, new(result.Rules), wrong, validateAllProperties: true)
            ? result
            : throw new InvalidFileException(path, $"its rules cannot be: {wrong[0].ErrorMessage}", Fix, key: "rules");
    }

    private sealed record Versioned(int? SchemaVersion);

    // The first map that holds null, which JSON can say and the reader keeps out of lists alone.
    private static string? Gap(GateResult result) => (
        from model in result.Variants.Prepend(result.Baseline)
        from map in new (string Name, IEnumerable<object?> Values)[]
        {
            ("scores", model.Scores.Values),
            ("components", model.Scores.Values.SelectMany(score => score?.Components?.Values ?? [])),
        }
        where map.Values.Contains(null)
        select $"{model.Name}.{map.Name}").FirstOrDefault();
}
