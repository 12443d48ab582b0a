using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CompressionPipeline.Core;

/// <summary>The JSON files that stages hand to each other: kebab-case, indented, absent where there is nothing to say.</summary>
public static class StageFiles
{
    /// <summary>How they are written and read.</summary>
    public static JsonSerializerOptions Settings { get; } = new(OptionsJson.Settings)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(AllowAbsence),
        NewLine = "\n",
        Converters = { new FiniteNumbers() },
        // Read by people and programs, never put into a page as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // What is null is not written.
    private static void AllowAbsence(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
            member.IsRequired &= member.AssociatedParameter is not { IsNullable: true };
    }

    /// <summary>The file's text.</summary>
    public static string Text<T>(T content) => JsonSerializer.Serialize(content, Settings) + "\n";

    /// <summary>Writes the file atomically.</summary>
    public static void Write<T>(string path, T content) => AtomicFile.WriteText(path, Text(content));

    /// <summary>Reads the file.</summary>
    /// <exception cref="PipelineException">The file is missing or holds something else.</exception>
    public static T Read<T>(string path) => StrictJson.Read<T>(path, Settings, "Delete its folder and run again.");
}
