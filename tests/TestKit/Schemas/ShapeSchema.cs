using System.Text.Json.Nodes;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace TestKit.Schemas;

/// <summary>A shape in JSON Schema's words.</summary>
internal sealed class ShapeSchema
{
    /// <param name="shape">What to write.</param>
    /// <param name="instead">What to write for a member instead of its shape, or null.</param>
    public JsonObject Of(Shape shape, Func<Member, JsonObject?> instead) => shape switch
    {
        BooleanShape => Typed("boolean", shape),
        NumberShape number => Number(number),
        TextShape text => Text(text),
        ListShape list => List(list, instead),
        MapShape map => Map(map, instead),
        ObjectShape members => Object(members, instead),
        AnyShape => new JsonObject(),
        FreeShape free => Free(free, instead),
        StepsShape steps => Steps(steps, instead),
        ChoiceShape choice =>
            new JsonObject { ["anyOf"] = new JsonArray([.. choice.Choices.Select(option => Of(option, instead))]) },
        _ => throw new ArgumentException($"{shape.GetType().Name} has no schema.", nameof(shape)),
    };

    private static JsonObject Typed(string type, Shape shape) =>
        new() { ["type"] = shape.Nullable ? new JsonArray(type, "null") : type };

    private static JsonObject Number(NumberShape shape)
    {
        var schema = Typed(shape.Integer ? "integer" : "number", shape);
        if (!Numbers.IsOpen(shape.Min))
            schema[shape.MinExclusive ? "exclusiveMinimum" : "minimum"] = shape.Min;
        if (!Numbers.IsOpen(shape.Max))
            schema[shape.MaxExclusive ? "exclusiveMaximum" : "maximum"] = shape.Max;
        return schema;
    }

    private static JsonObject Text(TextShape shape)
    {
        var schema = Typed("string", shape);
        if (shape.Allowed.Count > 0)
            schema["enum"] = new JsonArray([.. shape.Allowed.Select(value => (JsonNode)value)]);
        if (shape.Pattern is not null)
            schema["pattern"] = $"^(?:{shape.Pattern})$";
        if (!shape.MayBeEmpty)
            schema["minLength"] = 1;
        return schema;
    }

    private JsonObject List(ListShape shape, Func<Member, JsonObject?> instead)
    {
        var schema = Typed("array", shape);
        schema["items"] = Of(shape.Items, instead);
        if (shape.MinCount > 0)
            schema["minItems"] = shape.MinCount;
        return schema;
    }

    private JsonObject Map(MapShape shape, Func<Member, JsonObject?> instead)
    {
        var schema = Typed("object", shape);
        if (shape.Keys.Pattern is { } pattern)
            schema["propertyNames"] = new JsonObject { ["pattern"] = $"^(?:{pattern})$" };
        if (shape.MinCount > 0)
            schema["minProperties"] = shape.MinCount;
        schema["additionalProperties"] = Of(shape.Values, instead);
        return schema;
    }

    private JsonObject Free(FreeShape shape, Func<Member, JsonObject?> instead)
    {
        var schema = Typed("object", shape);
        if (shape.Values is not null)
            schema["additionalProperties"] = Of(shape.Values, instead);
        return schema;
    }

    // A step is named after its stage, or says its stage.
    private JsonObject Steps(StepsShape shape, Func<Member, JsonObject?> instead) => new()
    {
        ["type"] = "array",
        ["items"] = new JsonObject
        {
            ["type"] = new JsonArray("object", "string"),
            ["minProperties"] = 1,
            ["maxProperties"] = 1,
            ["properties"] = new JsonObject(
                shape.Stages.Select(stage => KeyValuePair.Create(stage.Key, (JsonNode?)(instead(stage) ?? Of(stage, instead))))),
            ["additionalProperties"] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray("stage"),
                ["anyOf"] = new JsonArray([.. shape.Stages.Select(stage => (JsonNode)(instead(stage) ?? Of(stage, instead)))]),
            },
        },
    };

    private JsonObject Object(ObjectShape shape, Func<Member, JsonObject?> instead)
    {
        var schema = Typed("object", shape);
        schema["additionalProperties"] = shape.Others is null ? false : Of(shape.Others, instead);
        if (shape.Extensible)
            schema["patternProperties"] =
                new JsonObject { ["^x-"] = new JsonObject { ["description"] = "For anchors and remarks; not read." } };
        if (shape.Members.Any(member => member.Required))
            schema["required"] = new JsonArray(
                [.. shape.Members.Where(member => member.Required).Select(member => (JsonNode)member.Key)]);
        schema["properties"] = new JsonObject(shape.Members.Select(member =>
            KeyValuePair.Create<string, JsonNode?>(member.Key, instead(member) ?? Of(member, instead))));
        return schema;
    }

    /// <summary>A key: its shape with description, default and examples.</summary>
    public JsonObject Of(Member member, Func<Member, JsonObject?> instead)
    {
        var schema = Of(member.Shape, instead);
        schema.Insert(0, "description", member.Description);
        if (member.Default is not null and not JsonObject)
            schema["default"] = member.Default.DeepClone();
        if (member.Examples.Count > 0)
            schema["examples"] = new JsonArray([.. member.Examples.Select(example => example.DeepClone())]);
        return schema;
    }
}
