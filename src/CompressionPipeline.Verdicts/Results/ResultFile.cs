using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>Reads and writes <c>result.json</c>: of one version, and nothing in it that this program does not know.</summary>
internal static class ResultFile
{
    private const long LargestBytes = 512L << 20;
    private const string Fix = "judge it again from the artifacts: run ./build.sh, or copy it again from where it was made";

    /// <summary>How members are written; strict when read.</summary>
    public static JsonSerializerOptions Settings { get; } = new(StageFiles.Settings)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new NumbersOnOneLine() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(AllowAbsence),
    };

    public static byte[] Bytes(GateResult result) => [.. JsonSerializer.SerializeToUtf8Bytes(result, Settings), (byte)'\n'];

    public static GateResult Read(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > LargestBytes)
                throw new PipelineException($"{path} has {length:N0} bytes, and no result has more than {LargestBytes:N0}: "
                    + $"{Fix}.");
            return Of(File.ReadAllBytes(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path} cannot be read: {error.Message} Run ./build.sh to make it, or fix the "
                + "path.", error);
        }
        catch (Exception error)
            when (error is JsonException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw new PipelineException($"{path} is no usable result: {error.Message} It was cut short or changed; "
                + $"{Fix}.", error);
        }
    }

    // What is null is not written.
    private static void AllowAbsence(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
            member.IsRequired &= member.AssociatedParameter is not { IsNullable: true };
    }

    private static GateResult Of(byte[] bytes, string path)
    {
        if (Schema(bytes) is not { } schema)
            throw new PipelineException($"{path} names no schema-version, so it is no result: {Fix}.");
        if (schema != GateResult.Schema)
        {
            var what = $"{path} is of schema {schema}, and this program reads {GateResult.Schema}";
            throw new PipelineException(schema > GateResult.Schema
                ? $"{what}: a newer program wrote it. Update this one."
                : $"{what}: an older program wrote it. Run ./build.sh, which only judges again.");
        }
        var result = JsonSerializer.Deserialize<GateResult>(bytes, Settings) ?? throw new JsonException("It holds null.");
        return Gaps.Find(result) is { } gap ? throw new JsonException($"{gap} holds null.") : result;
    }

    // Looked for before the rest is read: another version has other members.
    private static int? Schema(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("It is no JSON object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSchema = reader.ValueTextEquals("schema-version");
            reader.Read();
            if (isSchema)
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version)
                    ? version
                    : throw new JsonException("The schema version is no whole number.");
            reader.Skip();
        }
        return null;
    }
}
