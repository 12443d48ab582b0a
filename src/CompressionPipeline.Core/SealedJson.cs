using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompressionPipeline.Core;

/// <summary>
/// JSON that this program writes for itself. Its member <c>seal</c> is the SHA-256 of all its others, so that damage is found
/// even if the file is still JSON.
/// </summary>
public static class SealedJson
{
    private const string Seal = "seal";

    /// <summary>The text of an object, sealed.</summary>
    /// <param name="content">The object, which has no member <c>seal</c>.</param>
    /// <param name="settings">How members are written.</param>
    public static string Text<T>(T content, JsonSerializerOptions settings)
    {
        // Parsed once more, so that the seal is taken over what a reader will see.
        var json = StrictJson.ParseObject(JsonSerializer.SerializeToUtf8Bytes(content, settings), typeof(T).Name, "");
        json[Seal] = Of(json);
        return json.ToJsonString(settings) + "\n";
    }

    /// <summary>Takes the seal off an object, and says whether it fits.</summary>
    public static bool Open(JsonObject json)
    {
        _ = json[Seal].Is<string>(out var seal);
        json.Remove(Seal);
        return seal == Of(json);
    }

    private static string Of(JsonObject json) => Digest.OfText(OptionsJson.Canonical(json)).Hex;
}
