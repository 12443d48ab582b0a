using Cake.Core;
using Cake.Core.IO;

namespace CompressionPipeline.Cake.Tests;

/// <summary>The environment of one host: a working folder of its own, and its variables over those of the process.</summary>
/// <param name="workingFolder">Where it begins.</param>
/// <param name="variables">Values by name; null hides the process's.</param>
internal sealed class HostEnvironment(
    DirectoryPath workingFolder, IReadOnlyDictionary<string, string?> variables) : ICakeEnvironment
{
    private readonly CakeEnvironment process = new(new CakePlatform(), new CakeRuntime());

    public DirectoryPath WorkingDirectory { get; set; } = workingFolder;

    public DirectoryPath UserHomeDirectory => process.UserHomeDirectory;

    public DirectoryPath ApplicationRoot => process.ApplicationRoot;

    public ICakePlatform Platform => process.Platform;

    public ICakeRuntime Runtime => process.Runtime;

    public DirectoryPath GetSpecialPath(SpecialPath path) => process.GetSpecialPath(path);

    public string? GetEnvironmentVariable(string variable) =>
        variables.TryGetValue(variable, out var value) ? value : process.GetEnvironmentVariable(variable);

    public IDictionary<string, string?> GetEnvironmentVariables() => process.GetEnvironmentVariables()
        .Where(variable => !variables.ContainsKey(variable.Key))
        .Concat(variables.Where(variable => variable.Value is not null))
        .ToDictionary(variable => variable.Key, variable => variable.Value, StringComparer.OrdinalIgnoreCase);
}
