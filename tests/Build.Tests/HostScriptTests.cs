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
    public void Should_Build_Again_For_Another_LibTorch_Or_Accelerator()
    {
        // When
        var output = Build("build_host; LIBTORCH=/opt/libtorch; build_host; ACCELERATOR=cuda; build_host");

        // Then
        Assert.Equal(3, output.Split("built").Length - 1);
    }

    [ShellFact]
    public void Should_Build_Again_Where_The_Host_Is_Gone()
    {
        // When
        var output = Build("build_host; rm -r artifacts/standins/bin; build_host");

        // Then
        Assert.Equal(2, output.Split("built").Length - 1);
    }

    [ShellFact]
    public void Should_Show_Why_It_Does_Not_Build_And_Try_Again_Next_Time()
    {
        // When
        var (code, _, errors) = Run("dotnet() { echo 'A.cs(1,1): error CS1002: ; expected [A.csproj]'; echo; echo 'A.cs(1,1): error CS1002: ; expected [B.csproj]'; return 1; }; build_host");

        // Then
        Assert.Equal(1, code);
        Assert.Equal("A.cs(1,1): error CS1002: ; expected\nThe host does not build with suppliers 'standins'; the errors are above.\n", errors);
        Assert.False(File.Exists(folder.File("artifacts", "standins", "host.stamp")));
    }

    private string Build(string script)
    {
        var (code, output, errors) = Run($"dotnet() {{ mkdir -p artifacts/standins/bin/Build/release; touch \"$(host_path)\"; echo built >&3; }}; exec 3>&1; {script}");
        Assert.Equal("", errors);
        Assert.Equal(0, code);
        return output;
    }

    private (int Code, string Output, string Errors) Run(string script) =>
        Shell.Run("host", $"cd '{folder.Path}'; SDK_VERSION=10 SUPPLIERS=standins ACCELERATOR=cpu; {script}");
}
