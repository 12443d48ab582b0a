using TestKit;

namespace Build.Tests;

public sealed class NativesScriptTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ShellFact]
    public void Should_Miss_Nothing_On_A_Furnished_Machine()
    {
        // Given
        Furnish();

        // When
        var (code, output, errors) = Require("command() { true; }; ");

        // Then
        Assert.Equal((0, "", ""), (code, output, errors));
    }

    [ShellFact]
    public void Should_Print_The_Exact_Commands_Where_It_May_Not_Install()
    {
        // When
        var (code, output, errors) = Require("command() { false; }; ");

        // Then
        Assert.Equal(1, code);
        Assert.Equal("Missing on this machine: cmake g++ nodejs npm libtorch-dev libopenblas0-openmp\n", output);
        Assert.Contains("sudo apt-get update && sudo apt-get install -y --no-install-recommends cmake g++ nodejs npm libtorch-dev libopenblas0-openmp\n", errors);
    }

    [ShellFact]
    public void Should_Install_What_Is_Missing_Where_It_May_Without_Updating_Lists_That_Know_It()
    {
        // Given
        folder.Write("x86_64-linux-gnu/openblas-openmp/libopenblas.so.0", "");

        // When
        var (code, output, _) = Require("command() { true; }; id() { echo 0; }; apt-cache() { true; }; env() { echo \"$*\"; }; ");

        // Then
        Assert.Equal(0, code);
        Assert.EndsWith("DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libtorch-dev\n", output);
        Assert.DoesNotContain("apt-get update", output);
    }

    [ShellFact]
    public void Should_Update_The_Lists_First_Where_They_Do_Not_Know_It()
    {
        // When
        var (_, output, _) = Require("command() { true; }; id() { echo 0; }; apt-cache() { false; }; apt-get() { echo \"apt-get $*\"; }; env() { echo \"$*\"; }; ");

        // Then
        Assert.Contains("apt-get update\nDEBIAN_FRONTEND", output);
    }

    [ShellFact]
    public void Should_Not_Ask_For_Debians_LibTorch_Where_There_Is_One_Of_Ones_Own()
    {
        // Given
        folder.Write("mine/share/cmake/Torch/TorchConfig.cmake", "");

        // When
        var (code, output, _) = Require("command() { true; }; ", ("LIBTORCH", folder.File("mine")));

        // Then
        Assert.Equal((0, ""), (code, output));
    }

    [ShellFact]
    public void Should_Refuse_A_Folder_That_Holds_No_LibTorch()
    {
        // When
        var (code, _, errors) = Require("command() { true; }; ", ("LIBTORCH", folder.Path));

        // Then
        Assert.Equal(1, code);
        Assert.Contains("has no share/cmake/Torch/TorchConfig.cmake", errors);
    }

    [ShellTheory]
    [InlineData("--target Test", "chromium\n")]
    [InlineData("--filter X --target=Test", "chromium\n")]
    [InlineData("-t test", "chromium\n")]
    [InlineData("--target Compress", "")]
    [InlineData("--target Doctor --model Test", "")]
    [InlineData("", "")]
    public void Should_Ask_For_A_Browser_Only_Where_The_Tests_Run(string arguments, string asked)
    {
        // Given
        Furnish();

        // When
        var (_, output, _) = Shell.Run("natives", $"SUPPLIERS=standins; LIBRARIES='{folder.Path}'; command() {{ case \"$2\" in *chrom*) false;; esac; }}; may_install() {{ false; }}; require_natives {arguments}", []);

        // Then
        Assert.Equal(asked.Length == 0 ? "" : "Missing on this machine: " + asked, output);
    }

    [ShellTheory]
    [InlineData("--target Test", "Missing on this machine: chromium\n")]
    [InlineData("--target Compress", "")]
    public void Should_Ask_For_A_Browser_Alone_Where_The_Packages_Supply_The_Build(string arguments, string asked)
    {
        // When
        var (_, output, _) = Shell.Run("natives", $"SUPPLIERS=packages; LIBRARIES='{folder.Path}'; command() {{ false; }}; may_install() {{ false; }}; require_natives {arguments}", []);

        // Then
        Assert.Equal(asked, output);
    }

    [ShellFact]
    public void Should_Take_The_Browser_That_Is_There()
    {
        // Given
        Furnish();

        // When
        var (code, output, errors) = Shell.Run("natives", $"SUPPLIERS=standins; LIBRARIES='{folder.Path}'; command() {{ case \"$2\" in *chrom*) false;; esac; }}; require_natives --target Test", ("CHROMIUM", "/opt/chrome"));

        // Then
        Assert.Equal((0, "", ""), (code, output, errors));
    }

    private (int Code, string Output, string Errors) Require(string machine, params (string, string)[] environment) =>
        Shell.Run("natives", $"SUPPLIERS=standins; LIBRARIES='{folder.Path}'; {machine} require_natives", environment);

    private void Furnish()
    {
        folder.Write("x86_64-linux-gnu/cmake/Torch/TorchConfig.cmake", "");
        folder.Write("x86_64-linux-gnu/openblas-openmp/libopenblas.so.0", "");
    }
}
