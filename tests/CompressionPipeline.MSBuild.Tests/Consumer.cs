using System.Diagnostics;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>A program in a folder with a space in its name that references our packages as anybody would.</summary>
internal sealed class Consumer : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public Consumer()
    {
        // Beside our feed, the machine's: what anybody's program restores from.
        folder.Write("nuget.config", $"""
            <configuration>
              <packageSources><add key="ours" value="{Packages.Packed.Feed}" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        Write("Program.cs", "System.Console.WriteLine(\"hello\");");
    }

    /// <summary>What <c>dotnet</c> finds in its environment beside what we find in ours; null is not there.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    public string File(params string[] parts) => folder.File(["my app", .. parts]);

    public void Write(string name, string text) => folder.Write($"my app/{name}", text);

    /// <summary>Writes the project; the item stands in line 13.</summary>
    public void Project(string source, string item, string more = "") => Write("app.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <CompressedModelSource>{source}</CompressedModelSource>
            <CompressedModelCache Condition="$(CompressedModelCache)==''">$(MSBuildProjectDirectory)/cache</CompressedModelCache>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="CompressionPipeline.MSBuild" Version="{Packages.Version}" PrivateAssets="all" />
            {more}
            {item}
          </ItemGroup>
        </Project>
        """);

    /// <summary>Runs <c>dotnet</c> in the project's folder.</summary>
    public (int Code, string Output) Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = File(),
            // An audit asks the feed for known vulnerabilities with each restore.
            Environment = { ["NUGET_PACKAGES"] = Packages.Packed.Restored, ["NuGetAudit"] = "false" },
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return Processes.Run(start);
    }

    public string Build(params string[] arguments)
    {
        var (code, output) = Dotnet(["build", "--nologo", .. arguments]);
        Assert.True(code == 0, output);
        return output;
    }

    public void Dispose() => folder.Dispose();
}
