using System.Text.RegularExpressions;
using TestKit;

namespace Build.Tests;

public sealed class HostScriptTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public HostScriptTests()
    {
        folder.Write("build/Build.csproj", "<Project/>");
        folder.Write("src/A.cs", "class A;");
        folder.Write("global.json", "{}");
        folder.Write(".editorconfig", "");
        folder.Write("Directory.Build.props", "<Project/>");
        folder.Write("Directory.Build.targets", "<Project/>");
        folder.Write("Directory.Packages.props", "<Project/>");
        folder.Write("artifacts/feed.props", "<Project/>");
    }

    public void Dispose() => folder.Dispose();

    [ShellFact]
    public void Should_Build_Once_And_Then_Only_After_A_Change()
    {
        // When
        var output = Build("build_host; build_host; echo 'class B;' > src/B.cs; build_host; build_host");

        // Then
        Assert.Equal(2, output.Split("built").Length - 1);
    }

    [ShellFact]
    public void Should_Build_Again_For_Another_Accelerator_Or_Package_Folder()
    {
        // When
        var output = Build("build_host; NUGET_PACKAGES=/elsewhere; build_host; ACCELERATOR=cuda; build_host");

        // Then
        Assert.Equal(3, output.Split("built").Length - 1);
    }

    [ShellFact]
    public void Should_Build_Again_Where_A_Native_Library_Of_A_Package_Is_Gone_And_Name_What_Does_Not_Come_Back()
    {
        // Given
        var library = folder.Write("packages/libtorch.so", "");

        // When
        var output = Build($"build_host; echo '{library}' > artifacts/cpu/bin/Build/release/natives.txt; build_host");
        var (code, _, errors) = Run($"dotnet() {{ true; }}; rm '{library}'; build_host");

        // Then
        Assert.Single(Regex.Matches(output, "built"));
        Assert.Equal(1, code);
        Assert.Contains($"These files of NuGet packages are gone: {library}\nRemove the folders of these packages", errors);
    }

    [ShellTheory]
    [InlineData("error : Access to the path '/p/torchsharp' is denied.", "let NUGET_PACKAGES name another folder")]
    [InlineData("error : Read-only file system : '/p/torchsharp'", "let NUGET_PACKAGES name another folder")]
    [InlineData("error : No space left on device : '/p/torchsharp'", "The disk is full")]
    [InlineData(
        "a.csproj : error NU1101: Unable to find package TorchSharp-cpu. No packages exist",
        "add a feed that has it to nuget.config")]
    [InlineData("a.csproj : error NU1301: Unable to load the service index", "The NuGet feed does not answer")]
    [InlineData("CSC : error CS0006: Metadata file '/p/octokit.dll' could not be found", "A package is not whole")]
    public void Should_Say_What_To_Do_About_What_The_Machine_Causes(string error, string fix)
    {
        // When
        var (code, _, errors) = Run($"dotnet() {{ echo \"{error}\"; return 1; }}; build_host");

        // Then
        Assert.Equal(1, code);
        Assert.StartsWith(error, errors);
        Assert.Contains(fix, errors);
    }

    [ShellFact]
    public void Should_Build_Again_Where_The_Host_Is_Gone()
    {
        // When
        var output = Build("build_host; rm -r artifacts/cpu/bin; build_host");

        // Then
        Assert.Equal(2, output.Split("built").Length - 1);
    }

    [ShellFact]
    public void Should_Show_Why_It_Does_Not_Build_And_Try_Again_Next_Time()
    {
        // When
        var (code, _, errors) = Run(
            "dotnet() { echo 'A.cs(1,1): error CS1002: ; expected [A.csproj]'; echo; echo 'A.cs(1,1): error CS1002: ; expected "
            + "[B.csproj]'; return 1; }; build_host");

        // Then
        Assert.Equal(1, code);
        Assert.Equal("A.cs(1,1): error CS1002: ; expected\nThe host does not build; the errors are above.\n", errors);
        Assert.False(File.Exists(folder.File("artifacts", "cpu", "host.stamp")));
    }

    private string Build(string script)
    {
        var (code, output, errors) = Run(
            "dotnet() { mkdir -p \"$(dirname \"$(host_path)\")\"; touch \"$(host_path)\"; echo built >&3; }; " +
            $"exec 3>&1; {script}");
        Assert.Equal("", errors);
        Assert.Equal(0, code);
        return output;
    }

    private (int Code, string Output, string Errors) Run(string script) =>
        Shell.Run($"cd '{folder.Path}'; SDK_VERSION=10 HOME=. ACCELERATOR=cpu; {script}");
}
