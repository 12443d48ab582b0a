using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Core;
using CompressionPipeline.Data;

namespace CompressionPipeline.Stages.Data;

/// <summary>The data sources by name: ours, and those that a host adds before its run.</summary>
public static class DataSources
{
    private static ImmutableArray<IDataSource> all =
    [
        new DotnetDocsSource(),
        .. FileSource.All,
        new HubSource(),
    ];

    /// <summary>Adds a source, in place of one of the same name.</summary>
    public static void Add(IDataSource source) => ImmutableInterlocked.Update(
        ref all, (known, added) => [.. known.Where(other => other.Name != added.Name), added], source);

    internal static IReadOnlyList<string> Names => [.. all.Select(source => source.Name)];

    internal static IDataSource? Find(string name) => all.FirstOrDefault(source => source.Name == name);

    /// <exception cref="PipelineException">There is no such source.</exception>
    internal static IDataSource Named(string name) => Find(name)
        ?? throw new PipelineException($"There is no data source '{name}', only {string.Join(", ", Names)}.");

    /// <summary>The pairs of a data section, one after the other, no more than its limit.</summary>
    /// <exception cref="PipelineException">The source cannot be read, or gives an id twice.</exception>
    internal static IEnumerable<Example> Read(
        DataOptions options, IProgressSink progress, CancellationToken cancellation)
    {
        var examples = Named(options.Source).Read(options, progress, cancellation);
        // Our own sources say where; one that a host added may not know.
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var example in options.Limit > 0 ? examples.Take(options.Limit) : examples)
        {
            yield return ids.Add(example.Id) ? example : throw new PipelineException(
                $"The data source '{options.Source}' gave the id '{example.Id}' twice. Give every pair an id of its own.");
        }
    }
}

/// <summary>Lets a manifest name the sources that are known when it is read.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KnownDataSourceAttribute() : AllowedValuesAttribute([.. DataSources.Names]);
