using System.Text.RegularExpressions;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data.Hub;

/// <summary>A repository of the hub: a model or a data set.</summary>
public sealed partial record HubRepository
{
    private HubRepository(string name, string kind) => (Name, Kind) = (name, kind);

    /// <summary>Its name with its owner's, for example <c>google/flan-t5-small</c>.</summary>
    public string Name { get; }

    /// <summary>Plural of what it is, as the hub's addresses and the cache's folders have it.</summary>
    internal string Kind { get; }

    internal bool IsDataSet => Kind == "datasets";

    internal string Api => $"api/{Kind}/{Name}";

    /// <summary>Path of the repository's page, under which its files are too.</summary>
    internal string Page => Kind == "models" ? Name : $"{Kind}/{Name}";

    internal string Folder => $"{Kind}--{Name.Replace("/", "--", StringComparison.Ordinal)}";

    /// <summary>A model.</summary>
    /// <exception cref="PipelineException">The name is none.</exception>
    public static HubRepository Model(string name) => new(Checked(name), "models");

    /// <summary>A data set.</summary>
    /// <exception cref="PipelineException">The name is none.</exception>
    public static HubRepository DataSet(string name) => new(Checked(name), "datasets");

    /// <summary>Whether a text is a commit: 40 hexadecimal characters.</summary>
    public static bool IsCommit(string revision) => revision.Length == 40 && revision.All(char.IsAsciiHexDigitLower);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string Checked(string name) => Pattern().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal)
        ? name
        : throw new PipelineException(
            $"'{name}' is no name of the Hugging Face hub: write owner/name, for example google/flan-t5-small.");

    [GeneratedRegex(@"\A(?:[A-Za-z0-9][A-Za-z0-9_.-]{0,95}/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,95}\z")]
    private static partial Regex Pattern();
}
