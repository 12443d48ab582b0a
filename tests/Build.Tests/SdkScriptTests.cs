namespace Build.Tests;

public sealed class SdkScriptTests
{
    [ShellFact]
    public void Should_Say_How_To_Install_The_Sdk_Where_It_Is_Not_There()
    {
        // When
        var (code, _, errors) = Shell.Run("dotnet() { return 1; }; require_sdk");

        // Then
        Assert.Equal(1, code);
        Assert.StartsWith("The .NET SDK 10 is not there (global.json).", errors);
        Assert.Contains("--channel 10.0", errors);
    }

    [ShellFact]
    public void Should_Know_The_Version_Of_The_Sdk() =>
        Assert.Equal("10.0.123\n", Shell.Run("dotnet() { echo 10.0.123; }; require_sdk; echo $SDK_VERSION").Output);
}
