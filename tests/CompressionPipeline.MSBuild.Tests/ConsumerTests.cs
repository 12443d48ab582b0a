using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>Real projects, real builds, the package from a feed.</summary>
public sealed class ConsumerTests : IDisposable
{
    private static readonly string[] Two = ["one", "two"];

    private readonly Consumer consumer = new();
    private readonly TemporaryFolder folder = new();
    private readonly LoopbackServer server = new();
    private readonly FakeRelease release;

    public ConsumerTests()
    {
        release = new(folder.File("release"));
        server.Files["/docs-1.0.0/" + FakeRelease.Zip] = release.Bytes;
        server.Files["/docs-1.0.0/SHA256SUMS"] = File.ReadAllBytes(Path.Combine(release.Folder, "SHA256SUMS"));
    }

    private string Item => $"""<CompressedModel Include="docs" Version="1.0.0" Sha256="{release.Digest}" />""";

    private string Output(params string[] parts) => consumer.File(["bin", "Debug", "net10.0", .. parts]);

    [Fact]
    public void Should_Lay_The_Model_Beside_The_Program_Once_And_Publish_It()
    {
        // Given
        consumer.Project(server.Address, Item);

        // When
        consumer.Build();
        var requests = server.Requests.Count;
        var second = consumer.Build("-v:n", "--no-restore");
        consumer.Dotnet("publish", "--nologo", "-o", consumer.File("published"));

        // Then
        Assert.Equal("{}", File.ReadAllText(Output("models", "docs", "config.json")));
        Assert.Equal("more", File.ReadAllText(Output("models", "docs", "onnx", "more.txt")));
        Assert.Contains("Skipping target \"FetchCompressedModels\" because all output files are up-to-date", second,
            StringComparison.Ordinal);
        Assert.Equal(requests, server.Requests.Count);
        Assert.Equal("{}", File.ReadAllText(consumer.File("published", "models", "docs", "config.json")));
    }

    [Fact]
    public void Should_Bring_Back_What_Was_Deleted_And_Change_With_The_Item()
    {
        // Given
        consumer.Project(server.Address, Item);
        consumer.Build();

        // When
        Directory.Delete(consumer.File("obj", "Debug", "net10.0", "models", "docs"), recursive: true);
        Directory.Delete(Output("models"), recursive: true);
        consumer.Build("--no-restore", "-p:CompressedModelOffline=true");

        // Then
        Assert.True(File.Exists(Output("models", "docs", "config.json")));

        // When
        var other = new FakeRelease(folder.File("other"), ("config.json", "{\"other\":1}"));
        consumer.Project(other.Folder, Item.Replace(release.Digest, other.Digest, StringComparison.Ordinal));
        consumer.Build("--no-restore");

        // Then
        Assert.Equal("{\"other\":1}", File.ReadAllText(Output("models", "docs", "config.json")));
    }

    [Fact]
    public void Should_Point_At_The_Line_Of_The_Item()
    {
        // Given
        consumer.Project(server.Address, Item.Replace(release.Digest, new string('0', 64), StringComparison.Ordinal));

        // When
        var (code, output) = consumer.Dotnet("build", "--nologo");

        // Then
        Assert.NotEqual(0, code);
        Assert.Contains("app.csproj(13,6): error CP0007: ", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output("models")));
    }

    [Fact]
    public void Should_Fetch_Nothing_In_A_Design_Time_Build_Nor_Without_An_Item()
    {
        // Given
        consumer.Project(server.Address, Item);

        // When
        consumer.Build("-p:DesignTimeBuild=true");
        consumer.Project(server.Address, "");
        consumer.Build("--no-restore");

        // Then
        Assert.Empty(server.Requests);
        Assert.False(Directory.Exists(consumer.File("obj", "Debug", "net10.0", "models")));
    }

    [Fact]
    public async Task Should_Fetch_Once_For_Two_Builds_At_Once()
    {
        // Given
        consumer.Project(server.Address, Item);
        Assert.Equal(0, consumer.Dotnet("restore").Code);

        // When
        var builds = await Task.WhenAll(Two.Select(name => Task.Run(() => consumer.Dotnet(
            "build", "--nologo", "--no-restore", $"-p:IntermediateOutputPath=obj/{name}/", $"-p:OutputPath=bin/{name}/",
            "-p:GenerateAssemblyInfo=false", "-p:GenerateTargetFrameworkAttribute=false"))));

        // Then
        Assert.All(builds, build => Assert.True(build.Code == 0, build.Output));
        Assert.Single(server.Requests, request => request.Path.EndsWith(".zip", StringComparison.Ordinal));
        Assert.Equal("{}", File.ReadAllText(consumer.File("bin", "one", "models", "docs", "config.json")));
        Assert.Equal("{}", File.ReadAllText(consumer.File("bin", "two", "models", "docs", "config.json")));
    }

    [Fact]
    public void Should_Lay_The_Model_Beside_A_Program_That_References_The_Project()
    {
        // Given
        consumer.Project(release.Folder, Item);
        consumer.Write("program/Program.cs", "System.Console.WriteLine(\"hello\");");
        consumer.Write("program/program.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup><ProjectReference Include="../library/library.csproj" /></ItemGroup>
            </Project>
            """);
        consumer.Write("library/Library.cs", "namespace Library;\n\npublic sealed class Something;\n");
        consumer.Write("library/library.csproj", File.ReadAllText(consumer.File("app.csproj"))
            .Replace("<OutputType>Exe</OutputType>", "", StringComparison.Ordinal));

        // When
        consumer.Build(consumer.File("program", "program.csproj"));
        consumer.Dotnet("publish", consumer.File("program", "program.csproj"), "--nologo", "-o", consumer.File("published"));

        // Then
        Assert.Equal(
            "{}", File.ReadAllText(consumer.File("program", "bin", "Debug", "net10.0", "models", "docs", "config.json")));
        Assert.Equal("{}", File.ReadAllText(consumer.File("published", "models", "docs", "config.json")));
    }

    [Fact]
    public void Should_Be_Where_An_Ordinary_File_Of_A_Library_Is_However_The_Program_Is_Built()
    {
        // Given: a program, a library that it references, and one that this references, with a file and the model
        const string frameworks = "<TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks>"
            + "<EnableWindowsTargeting>true</EnableWindowsTargeting>"
            + "<DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>";
        const string project = """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                {0}
              </PropertyGroup>
              <ItemGroup><ProjectReference Include="../{1}/{1}.csproj" /></ItemGroup>
            </Project>
            """;
        const string framework = "<TargetFramework>net10.0</TargetFramework>";
        consumer.Project(release.Folder, Item, """<None Include="data.txt" CopyToOutputDirectory="PreserveNewest" />""");
        consumer.Write("library/data.txt", "data");
        consumer.Write("library/Library.cs", "namespace Library;\n\npublic sealed class Something;\n");
        consumer.Write("library/library.csproj", File.ReadAllText(consumer.File("app.csproj"))
            .Replace("<OutputType>Exe</OutputType>", "", StringComparison.Ordinal)
            .Replace(framework, frameworks, StringComparison.Ordinal));
        consumer.Write("between/Between.cs", "namespace Between;\n\npublic sealed class Something;\n");
        consumer.Write("between/between.csproj", string.Format(null, project, framework, "library"));
        consumer.Write("program/Program.cs", "System.Console.WriteLine(\"hello\");");
        consumer.Write("program/program.csproj", string.Format(
            null, project, "<OutputType>Exe</OutputType>" + framework, "between"));
        var program = consumer.File("program", "program.csproj");
        var output = consumer.File("program", "bin", "Debug", "net10.0");
        consumer.Build(program);

        // When, Then
        foreach (var (arguments, place) in new (string[], string)[]
        {
            (["build", "--no-restore", "--no-dependencies"], output),
            (["build", "--no-restore", "-graph"], output),
            (["publish", "--no-build", "-c", "Debug", "-o", consumer.File("published")], consumer.File("published")),
        })
        {
            var (code, told) = consumer.Dotnet([.. arguments, program, "--nologo"]);
            Assert.True(code == 0, told);
            Assert.Equal("data", File.ReadAllText(Path.Combine(place, "data.txt")));
            Assert.Equal("{}", File.ReadAllText(Path.Combine(place, "models", "docs", "config.json")));
        }
    }

    [Fact]
    public void Should_Bring_No_File_Of_A_Version_That_A_Library_Brings_Where_The_Program_Has_Its_Own()
    {
        // Given: files whose names an expression of MSBuild could trip over, one of them in the model's folder
        var own = new FakeRelease(folder.File("own"), ("config.json", "{\"own\":1}"));
        var item = Item.Replace(release.Digest, own.Digest, StringComparison.Ordinal);
        var library = """
            <ProjectReference Include="library/library.csproj" />
            <None Include="models/docs/it*.txt" CopyToOutputDirectory="PreserveNewest" />
            <Compile Remove="library/**" />
            """;
        consumer.Write("models/docs/it's (a) `b` $(c) %41.txt", "mine");
        consumer.Write("library/Library.cs", "namespace Library;\n\npublic sealed class Something;\n");
        consumer.Project(release.Folder, Item);
        consumer.Write("library/library.csproj", File.ReadAllText(consumer.File("app.csproj"))
            .Replace("<OutputType>Exe</OutputType>", "", StringComparison.Ordinal));
        consumer.Project(own.Folder, item, library);

        // When
        consumer.Build();
        var (code, told) = consumer.Dotnet("publish", "--nologo", "--no-build", "-c", "Debug", "-o", consumer.File("published"));

        // Then
        Assert.True(code == 0, told);
        foreach (var place in new[] { Output("models", "docs"), consumer.File("published", "models", "docs") })
        {
            Assert.Equal(["SHA256SUMS", "config.json", "it's (a) `b` $(c) %41.txt"], Directory
                .EnumerateFiles(place, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Assert.Equal("{\"own\":1}", File.ReadAllText(Path.Combine(place, "config.json")));
        }
    }

    [ShellFact]
    public void Should_Run_The_Pipeline_Of_The_Repository_Around_It()
    {
        // Given
        consumer.Project(server.Address, "");
        consumer.Write("build.sh", "echo \"pipeline in $PWD: $*\"\n[ \"$1\" != fail ] || exit 3\n");

        // When
        var output = consumer.Build("-t:CompressModels", "-v:n", "-p:CompressModelsArguments=--model docs");
        var (code, failed) = consumer.Dotnet("build", "--nologo", "-t:CompressModels", "-p:CompressModelsArguments=fail");
        File.Delete(consumer.File("build.sh"));
        consumer.Write(
            "app.csproj", File.ReadAllText(consumer.File("app.csproj")).Replace("<TargetFramework>net10.0</TargetFramework>",
            "<TargetFrameworks>net10.0</TargetFrameworks>", StringComparison.Ordinal));
        var (missing, told) = consumer.Dotnet("build", "--nologo", "-t:CompressModels");

        // Then
        Assert.Contains("my app: --model docs", output, StringComparison.Ordinal);
        Assert.Equal((1, 1), (code, missing));
        Assert.Contains("app.csproj(11,6): error CP0012: ", failed, StringComparison.Ordinal);
        Assert.Contains("app.csproj(11,6): error CP0011: ", told, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        server.Dispose();
        consumer.Dispose();
        folder.Dispose();
    }
}

/// <summary>A fact about build.sh, which Windows does not run.</summary>
public sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute() => Skip = OperatingSystem.IsWindows() ? "build.ps1 serves Windows" : null;
}
