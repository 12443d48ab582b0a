using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Store;

/// <summary>Reads and writes <c>run.json</c>. Its member <c>seal</c> is the SHA-256 of all its others, so that it vouches for itself too.</summary>
internal static class RunRecordFile
{
    private const string Seal = "seal";

    // A metric may be NaN (nothing generated); the record keeps it and the gate calls it invalid.
    private static readonly JsonSerializerOptions Settings = new(OptionsJson.Settings)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Text(RunRecord record)
    {
        // Parsed once more, so that the seal is taken over what a reader will see.
        var json = JsonNode.Parse(JsonSerializer.Serialize(record, Settings))!.AsObject();
        json[Seal] = SealOf(json);
        return json.ToJsonString(Settings) + "\n";
    }

    /// <summary>The record in a folder, or what is wrong with it.</summary>
    public static (RunRecord? Record, string? Error) Read(string folder)
    {
        var path = Path.Combine(folder, RunRecord.FileName);
        if (!File.Exists(path))
            return (null, $"{RunRecord.FileName} is missing");
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            if (json["schema"]?.GetValue<int>() != RunRecord.CurrentSchema)
                return (null, $"{RunRecord.FileName} has another format than this program's {RunRecord.CurrentSchema}");
            var seal = json[Seal]?.GetValue<string>();
            json.Remove(Seal);
            return seal == SealOf(json)
                ? (json.Deserialize<RunRecord>(Settings), null)
                : (null, $"{RunRecord.FileName} is not as it was written");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            return (null, $"{RunRecord.FileName} is not a run record");
        }
    }

    private static string SealOf(JsonObject json) => Digest.OfText(OptionsJson.Canonical(json)).Hex;
}
