using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest.Shapes;

/// <summary>
/// Reads shapes off C# types: property types, nullability, defaults, and the attributes Range, Required, AllowedValues,
/// RegularExpression, MinLength, Description, ManifestPath, Choice, Example, ShortName, and FromPlan, which hides what a plan
/// fills in.
/// </summary>
internal static class ShapeOf
{
    /// <summary>
    /// The mapping that a record is written as; its keys are the properties' kebab-case names. Only scalars and lists may be
    /// null: it takes back what a lower layer says, where editors' YAML services trip over a null mapping.
    /// </summary>
    public static ObjectShape Record(Type type)
    {
        var defaults = Activator.CreateInstance(type)!;
        return new ObjectShape([.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(IsWritten).Select(property => MemberOf(property, defaults))]);
    }

    /// <summary>The same for what lies in no layers, where a key without a value is a slip.</summary>
    public static ObjectShape Document(Type type) => (ObjectShape)Strict(Record(type));

    private static Shape Strict(Shape shape) => shape with { Nullable = false } switch
    {
        ObjectShape members =>
            members with { Members = [.. members.Members.Select(member => member with { Shape = Strict(member.Shape) })] },
        MapShape map => map with { Values = Strict(map.Values) },
        ListShape list => list with { Items = Strict(list.Items) },
        ChoiceShape choice => choice with { Choices = [.. choice.Choices.Select(Strict)] },
        var other => other,
    };

    private static bool IsWritten(PropertyInfo property) =>
        property is { CanRead: true, CanWrite: true }
        && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always }
        && property.GetCustomAttribute<FromPlanAttribute>() is null;

    private static Member MemberOf(PropertyInfo property, object defaults)
    {
        var shape = property.GetCustomAttribute<ShapedByAttribute>() is { } source ? source.Create()
            : property.GetCustomAttribute<ChoiceAttribute>() is { } choice
                ? new ChoiceShape([.. choice.Types.Select(type => Value(type, property))])
            : Value(property.PropertyType, property);
        return new Member(KeyOf(property),
            shape with { Nullable = shape is not (ObjectShape or MapShape or ChoiceShape) && IsNullable(property) })
        {
            Required = property.GetCustomAttribute<RequiredAttribute>() is not null,
            NamesFiles = property.GetCustomAttribute<ManifestPathAttribute>() is not null,
            ShortName = property.GetCustomAttribute<ShortNameAttribute>()?.Name,
            Description = property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "",
            Default = JsonSerializer.SerializeToNode(property.GetValue(defaults), property.PropertyType, OptionsJson.Settings),
            Examples = [.. property.GetCustomAttributes<ExampleAttribute>().Select(example => JsonNode.Parse(example.Json)!)],
        };
    }

    /// <summary>The members that a plan fills in, by the keys under which the options record has them.</summary>
    public static IEnumerable<string> FromPlan(Type type) =>
        type.GetProperties().Where(property => property.GetCustomAttribute<FromPlanAttribute>() is not null).Select(KeyOf);

    private static string KeyOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
            ?? JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name);

    private static bool IsNullable(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    private static Shape Value(Type declared, PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(bool))
            return new BooleanShape();
        if (type == typeof(string) || type.IsEnum)
            return Text(type, property);
        if (Numbers.Range(type) is { } range)
            return Numbers.Narrow(range, property.GetCustomAttribute<RangeAttribute>());
        var minCount = property.GetCustomAttribute<MinLengthAttribute>()?.Length ?? 0;
        if (Generic(type, typeof(IReadOnlyDictionary<,>)) is [_, var values])
            return new MapShape(Value(values, property)) { Keys = Text(typeof(string), property), MinCount = minCount };
        if (Generic(type, typeof(IEnumerable<>)) is [var items])
            return new ListShape(Value(items, property), minCount);
        return Record(type);
    }

    private static TextShape Text(Type type, PropertyInfo property)
    {
        var pattern = property.GetCustomAttribute<RegularExpressionAttribute>();
        var allowed = property.GetCustomAttribute<AllowedValuesAttribute>()?.Values.Select(
            value => Convert.ToString(value, CultureInfo.InvariantCulture)!);
        return new TextShape
        {
            Allowed = [.. type.IsEnum ? Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName) : allowed ?? []],
            Pattern = pattern?.Pattern,
            PatternMeaning = pattern?.ErrorMessage,
            MayBeEmpty = property.GetCustomAttribute<RequiredAttribute>() is null,
        };
    }

    private static Type[]? Generic(Type type, Type definition) =>
        type.GetInterfaces().Prepend(type)
            .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == definition)
            ?.GetGenericArguments();
}
