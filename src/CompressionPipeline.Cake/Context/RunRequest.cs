using Cake.Core;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.Context;

/// <summary>What the command line selects and overrides.</summary>
/// <param name="Manifest">Absolute path of the manifest.</param>
/// <param name="Model">The one entry to run; null for all.</param>
/// <param name="Variant">The one variant to run, beside the unpruned model; null for all.</param>
/// <param name="Only">Models with a variant each, as <c>model/variant</c>; empty for all.</param>
/// <param name="Result">Absolute path of the one <c>result.json</c> to judge again; null for the newest.</param>
/// <param name="Page">Absolute path of a study's page; null for one named after the manifest.</param>
/// <param name="Published">Absolute path of the figures that a study's page sets beside its own; null for none.</param>
/// <param name="Overrides">Options for every entry: <c>fine-tune.epochs</c> → <c>3</c>, <c>device</c> → <c>cpu</c>.</param>
public sealed record RunRequest(
    string Manifest,
    string? Model,
    string? Variant,
    IReadOnlyList<string> Only,
    string? Result,
    string? Page,
    string? Published,
    IReadOnlyDictionary<string, string> Overrides)
{
    private const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    internal static RunRequest Read(ICakeContext context, string root)
    {
        var overrides = Values(context, Arguments.Set).Select(Assignment).GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        if (Single(context, Arguments.Device) is { } device)
            overrides[Arguments.Device] = device;
        return new(
            Path.GetFullPath(Single(context, Arguments.Manifest) ?? Paths.Manifest, root),
            Single(context, Arguments.Model),
            Single(context, Arguments.Variant),
            [.. Values(context, Arguments.Only).SelectMany(list => list.Split(',', Trimmed))],
            File(Arguments.Result),
            File(Arguments.Page),
            File(Arguments.Published),
            overrides);

        string? File(string name) => Single(context, name) is { } path ? Path.GetFullPath(path, root) : null;
    }

    private static string? Single(ICakeContext context, string name) => Values(context, name) switch
    {
        [] => null,
        [var value] => value,
        _ => throw new PipelineException($"--{name} may be given once; leave it out to take all."),
    };

    // Cake holds a bare switch as null, and would give the default for it.
    private static List<string> Values(ICakeContext context, string name) =>
        [.. context.Arguments.GetArguments(name).Select(value => value is { Length: > 0 }
            ? value
            : throw new PipelineException($"--{name} needs a value."))];

    private static KeyValuePair<string, string> Assignment(string text) => text.Split('=', 2) is [{ Length: > 0 } key, var value]
        ? new(key, value)
        : throw new PipelineException($"--{Arguments.Set} {text}: write --{Arguments.Set} stage.option=value, "
            + $"for example --{Arguments.Set} fine-tune.epochs=1.");
}
