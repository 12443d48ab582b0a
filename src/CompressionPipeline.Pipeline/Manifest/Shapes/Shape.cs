using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CompressionPipeline.Pipeline.Manifest.Shapes;

// What a value may be. Read off C# types once; YAML is bound against it, schemas and option tables are written from it.
internal abstract record Shape
{
    public bool Nullable { get; init; }

    public abstract string Expected { get; }
}

internal sealed record BooleanShape : Shape
{
    public override string Expected => "true or false";
}

/// <summary>A number in a range; the ends belong to it unless they are exclusive.</summary>
internal sealed record NumberShape(bool Integer, double Min, double Max) : Shape
{
    public bool MinExclusive { get; init; }

    public bool MaxExclusive { get; init; }

    /// <summary>Why the range is what it is; null where it needs no words.</summary>
    public string? Meaning { get; init; }

    public override string Expected => Integer ? "a whole number" : "a number";

    public bool Holds(double value) =>
        (MinExclusive ? value > Min : value >= Min) && (MaxExclusive ? value < Max : value <= Max);
}

/// <summary>A text: any, one of a few, or one that a pattern matches.</summary>
internal sealed record TextShape : Shape
{
    public IReadOnlyList<string> Allowed { get; init; } = [];

    public string? Pattern { get; init; }

    public string? PatternMeaning { get; init; }

    public bool MayBeEmpty { get; init; } = true;

    /// <summary>Whether the pattern, if there is one, matches the whole text.</summary>
    public bool Matches(string text) =>
        Pattern is null || Regex.IsMatch(text, $@"\A(?:{Pattern})\z", RegexOptions.CultureInvariant);

    public override string Expected => Allowed.Count > 0 ? string.Join(", ", Allowed) : PatternMeaning ?? "a text";
}

internal sealed record ListShape(Shape Items, int MinCount) : Shape
{
    public override string Expected => "a list";
}

/// <summary>Free keys, values of one shape.</summary>
internal sealed record MapShape(Shape Values) : Shape
{
    public TextShape Keys { get; init; } = new();

    public int MinCount { get; init; }

    public override string Expected => "a mapping";
}

internal sealed record ObjectShape(IReadOnlyList<Member> Members) : Shape
{
    /// <summary>What keys beside these may hold, which another reader looks at; null where there are no others.</summary>
    public Shape? Others { get; init; }

    /// <summary>Whether keys that begin with <c>x-</c> may stand here, for anchors and remarks.</summary>
    public bool Extensible { get; init; }

    public override string Expected => "a mapping";

    /// <summary>The same keys, none of them required: for a layer that others complete.</summary>
    public ObjectShape Partial() => this with { Members = [.. Members.Select(member => member with { Required = false })] };

    public ObjectShape With(string key, Func<Member, Member> change) =>
        this with { Members = [.. Members.Select(member => member.Key == key ? change(member) : member)] };

    /// <summary>The member at a dotted path below; null where there is none.</summary>
    public Member? Find(IEnumerable<string> path) =>
        path.ToList() is [var key, .. var rest] && Members.FirstOrDefault(one => one.Key == key) is { } found
        ? rest.Count == 0 ? found : (found.Shape as ObjectShape)?.Find(rest)
        : null;
}

/// <summary>A mapping that another reader looks at, once it knows what is valid there.</summary>
internal sealed record FreeShape : Shape
{
    public override string Expected => "a mapping";

    /// <summary>What its values are in a schema; null says nothing of them.</summary>
    public Shape? Values { get; init; }
}

/// <summary>Whatever it is: another reader looks at it.</summary>
internal sealed record AnyShape : Shape
{
    public override string Expected => "a value";
}

/// <summary>A list of steps, each a mapping of one name to options; another reader looks at it.</summary>
internal sealed record StepsShape(IReadOnlyList<Member> Stages) : Shape
{
    public override string Expected => "a list";
}

/// <summary>Any of several shapes that differ in kind: the YAML node's kind decides which.</summary>
internal sealed record ChoiceShape(IReadOnlyList<Shape> Choices) : Shape
{
    public override string Expected => string.Join(" or ", Choices.Select(choice => choice.Expected));
}

internal sealed record Member(string Key, Shape Shape)
{
    public bool Required { get; init; }

    /// <summary>Whether it names files, relative to the manifest's folder.</summary>
    public bool NamesFiles { get; init; }

    public string Description { get; init; } = "";

    /// <summary>How the names of variants begin that a sweep over it makes; null where its key does.</summary>
    public string? ShortName { get; init; }

    /// <summary>Null where there is none, or where none is worth showing.</summary>
    public JsonNode? Default { get; init; }

    public IReadOnlyList<JsonNode> Examples { get; init; } = [];
}
