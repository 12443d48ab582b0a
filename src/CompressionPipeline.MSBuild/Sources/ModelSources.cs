using System.Text.RegularExpressions;
using CompressionPipeline.MSBuild.Items;

namespace CompressionPipeline.MSBuild.Sources;

// Reads what CompressedModelSource says: a repository on GitHub, an address, a pattern of addresses, or a folder.
internal static partial class ModelSources
{
    private const string GitHub = "https://github.com";
    private const string GitHubApi = "https://api.github.com";

    /// <summary>Whether a source is an address and not a folder.</summary>
    public static bool IsRemote(string source) => Remote().IsMatch(source);

    public static IModelSource Of(ModelReference model, string projectFolder, HttpClient client, SourceSettings settings)
    {
        var tag = Filled(settings.Tag, model);
        if (!IsRemote(model.Source))
        {
            var folder = Path.GetFullPath(Path.Combine(projectFolder, Filled(model.Source, model)));
            return new FolderSource(asset => folder.Contains("{asset}", StringComparison.Ordinal)
                ? folder.Replace("{asset}", asset, StringComparison.Ordinal)
                : Path.Combine(folder, asset));
        }
        if (Repository().Match(model.Source) is { Success: true } match
            && (match.Groups["host"].Value == GitHub || settings.GitHubApi.Length > 0))
        {
            var (host, repository) = (match.Groups["host"].Value, match.Groups["repository"].Value);
            var api = settings.GitHubApi.Length > 0 ? settings.GitHubApi.TrimEnd('/') : GitHubApi;
            if (!IsRemote(api) || !Uri.TryCreate(api, UriKind.Absolute, out var place))
                throw new ModelError(
                    Codes.Source,
                    $"'{api}' is no address: let CompressedModelGitHubApi be that of a server's API, for example "
                    + "https://github.example.org/api/v3.");
            return settings.Token(place, gitHub: true) is { } token
                ? new GitHubSource(client, $"{api}/repos/{repository}/releases/tags/{tag}", token, settings.Log)
                : new HttpSource(client, asset => $"{host}/{repository}/releases/download/{tag}/{asset}", null, settings.Log);
        }
        var pattern = model.Source.Contains('{', StringComparison.Ordinal)
            ? model.Source
            : model.Source.TrimEnd('/') + "/{tag}/{asset}";
        var address = Filled(pattern, model).Replace("{tag}", tag, StringComparison.Ordinal);
        if (!Uri.TryCreate(address.Replace("{asset}", "x", StringComparison.Ordinal), UriKind.Absolute, out var to))
            throw new ModelError(
                Codes.Source,
                $"'{model.Source}' is no address: let CompressedModelSource be a repository on GitHub, a base "
                + $"address, or a pattern with {{model}}, {{version}}, {{tag}} and {{asset}}.");
        return new HttpSource(
            client, asset => address.Replace("{asset}", asset, StringComparison.Ordinal), settings.Token(to, gitHub: false),
            settings.Log);
    }

    private static string Filled(string pattern, ModelReference model) => pattern
        .Replace("{model}", model.Name, StringComparison.Ordinal)
        .Replace("{version}", model.Version, StringComparison.Ordinal)
        .Replace("{variant}", model.Variant, StringComparison.Ordinal);

    [GeneratedRegex(@"\Ahttps?://", RegexOptions.IgnoreCase)]
    private static partial Regex Remote();

    [GeneratedRegex(@"\A(?<host>https?://[^/{}]+)/(?<repository>[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+?)(\.git)?/?\z")]
    private static partial Regex Repository();
}
