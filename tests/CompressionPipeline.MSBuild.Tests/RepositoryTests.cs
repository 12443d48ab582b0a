using System.IO.Compression;
using System.Text;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>
/// A repository as larger ones are: versions and items in one place each, a library for two frameworks, a program that references
/// it.
/// </summary>
public sealed class RepositoryTests : IDisposable
{
    private const string Secret = "hush-hush-token";

    private readonly Consumer consumer = new();
    private readonly TemporaryFolder folder = new();
    private readonly LoopbackServer server = new();
    private readonly FakeRelease release;

    public RepositoryTests()
    {
        release = new(folder.File("release"));
        server.Files["/docs-1.0.0/" + FakeRelease.Zip] = release.Bytes;
        server.Files["/docs-1.0.0/SHA256SUMS"] = File.ReadAllBytes(Path.Combine(release.Folder, "SHA256SUMS"));
        consumer.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="CompressionPipeline.MSBuild" Version="{Packages.Version}" /></ItemGroup>
            </Project>
            """);
        Items(release.Digest);
        // Frameworks that are two and need no package of anybody's.
        Project("library", """
            <TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks>
            <EnableWindowsTargeting>true</EnableWindowsTargeting>
            <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
            """, "", "namespace Library;\n\npublic sealed class Something;\n");
        Project("program", "<OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>",
            """<ProjectReference Include="../library/library.csproj" />""",
            "System.Console.WriteLine(typeof(Library.Something));");
    }

    [Fact]
    public void Should_Build_For_Two_Frameworks_At_Once_And_Fetch_Once()
    {
        // Given
        consumer.Environment["CONSUMER_TOKEN"] = Secret;

        // When
        consumer.Build("library", "-m", "-bl:build.binlog", "-p:CompressedModelTokenVariable=CONSUMER_TOKEN");

        // Then
        Assert.Equal("{}", File.ReadAllText(Model("library", "Debug", "net10.0")));
        Assert.Equal("{}", File.ReadAllText(Model("library", "Debug", "net10.0-windows")));
        Assert.Single(server.Requests, request => request.Path.EndsWith(".zip", StringComparison.Ordinal));
        using var log = new StreamReader(
            new GZipStream(File.OpenRead(consumer.File("build.binlog")), CompressionMode.Decompress), Encoding.Latin1);
        var text = log.ReadToEnd();
        Assert.Contains("CONSUMER_TOKEN", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Publish_One_Model_Where_Library_And_Program_Bring_It_And_Clean_Up()
    {
        // When
        consumer.Build("program", "-m");
        var (code, output) = consumer.Dotnet("publish", "program", "--nologo", "-o", consumer.File("published"));

        // Then
        Assert.True(code == 0, output);
        Assert.Equal("{}", File.ReadAllText(Model("program", "Debug", "net10.0")));
        Assert.Equal("{}", File.ReadAllText(consumer.File("published", "models", "docs", "config.json")));

        // When
        var (cleaned, said) = consumer.Dotnet("clean", "program", "--nologo");

        // Then
        Assert.True(cleaned == 0, said);
        Assert.False(File.Exists(Model("program", "Debug", "net10.0")));
        Assert.False(Directory.Exists(consumer.File("program", "obj", "Debug", "net10.0", "models")));
    }

    [Fact]
    public void Should_Lie_Beside_A_Program_That_Is_One_File()
    {
        // When
        var (code, output) = consumer.Dotnet(
            "publish", "program", "--nologo", "-r", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier,
            "--self-contained", "false", "-p:PublishSingleFile=true", "-p:EnableSingleFileAnalyzer=false",
            "-o", consumer.File("published"));

        // Then
        Assert.True(code == 0, output);
        Assert.Equal("{}", File.ReadAllText(consumer.File("published", "models", "docs", "config.json")));
        Assert.Empty(Directory.GetFiles(consumer.File("published"), "*.dll"));
    }

    [Fact]
    public void Should_Point_At_The_Item_Where_It_Is_Written()
    {
        // Given
        Items(new string('0', 64));

        // When
        var (code, output) = consumer.Dotnet("build", "program", "--nologo");

        // Then
        Assert.NotEqual(0, code);
        Assert.Contains("Directory.Build.props(7,6): error CP0007", output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        server.Dispose();
        consumer.Dispose();
        folder.Dispose();
    }

    private string Model(string project, string configuration, string framework) =>
        consumer.File(project, "bin", configuration, framework, "models", "docs", "config.json");

    private void Items(string digest) => consumer.Write("Directory.Build.props", $"""
        <Project>
          <PropertyGroup>
            <CompressedModelSource>{server.Address}</CompressedModelSource>
            <CompressedModelCache>$(MSBuildThisFileDirectory)cache</CompressedModelCache>
          </PropertyGroup>
          <ItemGroup>
            <CompressedModel Include="docs" Version="1.0.0" Sha256="{digest}" />
          </ItemGroup>
        </Project>
        """);

    private void Project(string name, string properties, string reference, string source)
    {
        consumer.Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>{properties}</PropertyGroup>
              <ItemGroup>
                <PackageReference Include="CompressionPipeline.MSBuild" PrivateAssets="all" />
                {reference}
              </ItemGroup>
            </Project>
            """);
        consumer.Write($"{name}/Source.cs", source);
    }
}
