using TestKit;

namespace Build.Tests;

public sealed class SuppliersScriptTests : IDisposable
{
    private const string Tell = "echo \"$SUPPLIERS|$SUPPLIERS_REASON|${HOST_ARGUMENTS[*]-}\"";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ShellFact]
    public void Should_Take_Packages_Where_The_Feed_Has_Them_All_And_Remember_It()
    {
        // When
        var output = Choose("dotnet() { return 0; }", "--target Doctor");

        // Then
        Assert.EndsWith("packages|the feed has every package|--target Doctor\n", output);
        Assert.Equal("packages\nthe feed has every package\n", File.ReadAllText(folder.File("suppliers")));
    }

    [ShellFact]
    public void Should_Take_StandIns_Where_The_Feed_Lacks_Packages_And_Name_Them()
    {
        // When
        var output = Choose("""
            dotnet() {
              echo 'p.csproj : error NU1101: Unable to find package TorchSharp-cpu. No packages exist with this id in source(s): feed'
              echo 'p.csproj : error NU1102: Unable to find package Cake.Frosting with version (>= 6.0.0)'
              return 1
            }
            """, "");

        // Then
        Assert.Contains("standins|the feed lacks Cake.Frosting, TorchSharp-cpu|", output);
    }

    [ShellFact]
    public void Should_Take_StandIns_Where_The_Feed_Cannot_Be_Asked()
    {
        // When
        var output = Choose("dotnet() { echo 'p.csproj : error NU1301: Unable to load the service index'; return 1; }", "");

        // Then
        Assert.Contains("standins|the feed could not be asked: error NU1301: Unable to load the service index|", output);
    }

    [ShellFact]
    public void Should_Not_Ask_Again_What_It_Remembers()
    {
        // Given
        folder.Write("suppliers", "standins\nas before\n");

        // When
        var output = Choose("dotnet() { echo asked; }", "");

        // Then
        Assert.Equal("standins|as before|\n", output);
    }

    [ShellTheory]
    [InlineData("--suppliers packages --tree")]
    [InlineData("--tree --suppliers=packages")]
    public void Should_Let_The_Command_Line_Win_For_One_Run(string arguments)
    {
        // Given
        folder.Write("suppliers", "standins\nas before\n");

        // When
        var output = Choose("", arguments);

        // Then
        Assert.Equal("packages|asked for with --suppliers|--tree\n", output);
        Assert.StartsWith("standins", File.ReadAllText(folder.File("suppliers")));
    }

    [ShellTheory]
    [InlineData("--suppliers other")]
    [InlineData("--suppliers=")]
    [InlineData("--suppliers")]
    public void Should_Refuse_Other_Suppliers(string arguments)
    {
        // When
        var (code, _, errors) = Shell.Run("suppliers", $"SUPPLIERS_FILE='{folder.File("suppliers")}'; choose_suppliers {arguments}");

        // Then
        Assert.Equal(1, code);
        Assert.StartsWith("--suppliers is packages or standins, not '", errors);
    }

    private string Choose(string feed, string arguments)
    {
        var (code, output, errors) = Shell.Run(
            "suppliers", $"SUPPLIERS_FILE='{folder.File("suppliers")}'; ACCELERATOR=cpu; {feed}\nchoose_suppliers {arguments}; {Tell}");
        Assert.Equal("", errors);
        Assert.Equal(0, code);
        return output;
    }
}
