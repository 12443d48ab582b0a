using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Octokit;

/// <summary>GitHub's JSON: snake case, absent where null, enumerations as words; models are filled through their private setters.</summary>
internal static partial class Json
{
    private static readonly JsonSerializerOptions Settings = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new StringEnumConverters(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OpenPrivateSetters } },
    };

    // As the package writes it: control characters without a letter of their own stand there as they are, which is no JSON.
    public static string Text(object value) => Escape().Replace(
        JsonSerializer.Serialize(value, value.GetType(), Settings),
        escape => escape.Groups["control"] is { Success: true } code ? ((char)int.Parse(code.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString() : escape.Value);

    public static T Read<T>(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Settings);
        }
        catch (JsonException fault)
        {
            throw new SerializationException("Invalid JSON string", fault);
        }
    }

    [GeneratedRegex(@"\\(?:u(?<control>00[01][0-9A-F])|.)")]
    private static partial Regex Escape();

    private static void OpenPrivateSetters(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        foreach (var member in type.Properties.Where(member => member.Set is null))
        {
            if (member.AttributeProvider is PropertyInfo property && property.DeclaringType.GetProperty(property.Name).GetSetMethod(nonPublic: true) is { } setter)
                member.Set = (target, value) => setter.Invoke(target, [value]);
        }
        // A model's public constructors are for people; reading begins with an empty one.
        if (type.CreateObject is null && type.Type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is { } empty)
            type.CreateObject = () => empty.Invoke(null);
    }

    private sealed class StringEnumConverters : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(StringEnum<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()));

        private sealed class Of<TEnum> : JsonConverter<StringEnum<TEnum>>
            where TEnum : struct
        {
            public override StringEnum<TEnum> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString());

            public override void Write(Utf8JsonWriter writer, StringEnum<TEnum> value, JsonSerializerOptions options) => writer.WriteStringValue(value.StringValue);
        }
    }
}
