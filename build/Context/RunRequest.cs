using Cake.Common;
using Cake.Core;
using CompressionPipeline.Build.Vocabulary;
using CompressionPipeline.Core;

namespace CompressionPipeline.Build.Context;

/// <summary>What the command line asks of the model's targets.</summary>
/// <param name="Manifest">Absolute path of the manifest.</param>
/// <param name="Models">Entries to run; empty for all.</param>
/// <param name="Variants">Variants to run; empty for all.</param>
/// <param name="Overrides">Options for every entry: <c>fine-tune.epochs</c> → <c>3</c>.</param>
/// <param name="Rerun">Run also what is not stale.</param>
public sealed record RunRequest(
    string Manifest, IReadOnlyList<string> Models, IReadOnlyList<string> Variants, IReadOnlyDictionary<string, string> Overrides, bool Rerun)
{
    internal static RunRequest Read(ICakeContext context, string root)
    {
        var overrides = Values(context, Arguments.Set).Select(Assignment).ToDictionary(
            pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        if (context.Argument<string?>(Arguments.Device, null) is { } device)
            overrides["device"] = device;
        return new(
            Path.GetFullPath(context.Argument(Arguments.Manifest, Paths.Manifest), root),
            Values(context, Arguments.Model),
            Values(context, Arguments.Variant),
            overrides,
            // A bare switch has no value, so that Argument<bool> would say false.
            context.HasArgument(Arguments.Rerun) && context.Argument(Arguments.Rerun, true));
    }

    private static List<string> Values(ICakeContext context, string name) =>
        [.. context.Arguments(name, (ICollection<string>)[]).Select(value => value is { Length: > 0 }
            ? value
            : throw new PipelineException($"--{name} needs a value."))];

    private static KeyValuePair<string, string> Assignment(string text) => text.Split('=', 2) is [{ Length: > 0 } key, var value]
        ? new(key, value)
        : throw new PipelineException($"--{Arguments.Set} {text}: write --{Arguments.Set} stage.option=value, for example --{Arguments.Set} fine-tune.seed=7.");
}
