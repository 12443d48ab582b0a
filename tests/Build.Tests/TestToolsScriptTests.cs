namespace Build.Tests;

public sealed class TestToolsScriptTests
{
    private const string NoBrowser = "command() { case \"$2\" in *chrom*) false;; esac; }; ";

    [ShellTheory]
    [InlineData("--target Test", "Missing on this machine: chromium\n")]
    [InlineData("--filter X --target=Test", "Missing on this machine: chromium\n")]
    [InlineData("-t test", "Missing on this machine: chromium\n")]
    [InlineData("--target Compress", "")]
    [InlineData("--target Doctor --model Test", "")]
    [InlineData("", "")]
    public void Should_Ask_For_A_Browser_Only_Where_The_Tests_Run(string arguments, string asked) =>
        Assert.Equal(asked, Shell.Run($"{NoBrowser} may_install() {{ false; }}; require_test_tools {arguments}").Output);

    [ShellFact]
    public void Should_Ask_For_Node_Too_Where_It_Is_Missing() => Assert.Equal(
        "Missing on this machine: chromium nodejs npm\n",
        Shell.Run("command() { false; }; may_install() { false; }; require_test_tools --target Test").Output);

    [ShellFact]
    public void Should_Print_The_Exact_Command_Where_It_May_Not_Install()
    {
        // When
        var (code, _, errors) = Shell.Run($"{NoBrowser} may_install() {{ false; }}; require_test_tools --target Test");

        // Then
        Assert.Equal(1, code);
        Assert.Contains("sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium\n", errors);
    }

    [ShellTheory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Should_Install_It_Where_It_May_And_Update_The_Lists_Only_Where_They_Do_Not_Know_It(bool known, bool updates)
    {
        // When
        var (code, output, _) = Shell.Run(
            $"{NoBrowser} id() {{ echo 0; }}; apt-cache() {{ {(known ? "true" : "false")}; }}; " +
            "apt-get() { echo \"apt-get $*\"; }; env() { echo \"$*\"; }; require_test_tools --target Test");

        // Then
        Assert.Equal(0, code);
        Assert.EndsWith("DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium\n", output);
        Assert.Equal(updates, output.Contains("apt-get update\n"));
    }

    [ShellFact]
    public void Should_Take_The_Browser_That_Is_There() =>
        Assert.Equal((0, "", ""), Shell.Run($"{NoBrowser} require_test_tools --target Test", ("CHROMIUM", "/opt/chrome")));
}
