using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Families;

/// <summary>What is wrong with a <c>config.json</c>, all of it in one error.</summary>
internal static class ConfigErrors
{
    /// <summary>Throws where there are errors, with the place of the first.</summary>
    public static void Refuse(string path, IReadOnlyList<(string Key, string Problem)> errors, string fix)
    {
        if (errors.Count == 0)
            return;
        var problem = string.Join("; ", errors.Select(error => $"the key '{error.Key}' {error.Problem}"));
        throw new InvalidFileException(path, problem, fix, StrictJson.LineOf(path, errors[0].Key), errors[0].Key);
    }
}
