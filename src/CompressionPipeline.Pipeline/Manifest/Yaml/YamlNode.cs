using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest.Yaml;

/// <summary>A value of a YAML document that knows where it is written and by which key it is reached.</summary>
internal abstract record YamlNode(SourceLocation Location, string Path)
{
    /// <summary>What a person would call it.</summary>
    public abstract string Kind { get; }
}

/// <summary>A text, number, boolean or null; which of them, the shape that is asked for decides.</summary>
internal sealed record YamlScalar(SourceLocation Location, string Path, string Text, bool Quoted) : YamlNode(Location, Path)
{
    public override string Kind => IsNull ? "nothing" : $"'{Text}'";

    /// <summary>From the command line, where any text may stand without quotes.</summary>
    public bool Argument { get; init; }

    public bool IsNull => !Quoted && Text is ("" or "~" or "null" or "Null" or "NULL");
}

internal sealed record YamlSequence(
    SourceLocation Location, string Path, IReadOnlyList<YamlNode> Items) : YamlNode(Location, Path)
{
    public override string Kind => "a list";
}

internal sealed record YamlMapping(
    SourceLocation Location, string Path, IReadOnlyList<YamlEntry> Entries) : YamlNode(Location, Path)
{
    public override string Kind => "a mapping";

    public YamlNode? this[string key] => Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;

    /// <summary>
    /// This mapping over another one: its keys win, mappings under the same key are merged, except those in
    /// <paramref name="whole"/>.
    /// </summary>
    public YamlMapping Over(YamlMapping other, params string[] whole)
    {
        var entries = Entries.Select(entry => entry.Value is YamlMapping mine && !whole.Contains(entry.Key.Text)
            && other[entry.Key.Text] is YamlMapping theirs ? entry with { Value = mine.Over(theirs) } : entry).ToList();
        entries.AddRange(other.Entries.Where(entry => this[entry.Key.Text] is null));
        return this with { Entries = entries };
    }
}

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
