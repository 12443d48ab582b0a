using TestKit;

namespace Build.Tests;

public sealed class FeedScriptTests : IDisposable
{
    private const string NoneThere = "No packages exist with this id in source(s): feed";

    private const string LacksBoth = $$"""
        dotnet() {
          echo 'p.csproj : error NU1101: Unable to find package TorchSharp-cuda-linux. {{NoneThere}}'
          echo 'p.csproj : error NU1102: Unable to find package Cake.Frosting with version (>= 7.0.0)'
          return 1
        }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ShellTheory]
    [InlineData("", "cpu|")]
    [InlineData("--target Doctor", "cpu|--target Doctor")]
    [InlineData("--accelerator cuda --tree", "cuda|--tree")]
    [InlineData("--tree --accelerator=cuda", "cuda|--tree")]
    public void Should_Take_The_Accelerator_From_The_Command_Line_And_Hand_The_Rest_To_The_Host(
        string arguments, string chosen) =>
        Assert.Equal(chosen + "\n", Choose("nvidia-smi() { false; }", arguments).Output);

    [ShellFact]
    public void Should_Take_Cuda_Where_The_Driver_Answers() =>
        Assert.Equal("cuda|\n", Choose("nvidia-smi() { true; }", "").Output);

    [ShellTheory]
    [InlineData("--accelerator tpu")]
    [InlineData("--accelerator=")]
    [InlineData("--accelerator")]
    public void Should_Refuse_Another_Accelerator(string arguments)
    {
        // When
        var (code, _, errors) = Choose("", arguments);

        // Then
        Assert.Equal(1, code);
        Assert.StartsWith("--accelerator is cpu or cuda, not '", errors);
    }

    [ShellFact]
    public void Should_Use_The_Packages_Where_The_Feed_Has_Them_And_Ask_Once()
    {
        // When
        var (code, output, _) = Ask("dotnet() { echo asked >&2; }", "cpu", times: 2);

        // Then
        Assert.Equal(0, code);
        Assert.Single(output.Split('\n'), line => line.StartsWith("Asking"));
        Assert.Contains("<CakeFrosting>package</CakeFrosting>", File.ReadAllText(folder.File("feed.props")));
    }

    [ShellFact]
    public void Should_Compile_The_Layer_Where_The_Feed_Lacks_Cake_Frosting()
    {
        // When
        var (code, _, _) = Ask(LacksBoth, "cpu");

        // Then
        Assert.Equal(0, code);
        Assert.Contains("<CakeFrosting>source</CakeFrosting>", File.ReadAllText(folder.File("feed.props")));
    }

    [ShellFact]
    public void Should_Ask_Again_Where_A_Gpu_Has_Come()
    {
        // When
        Ask("dotnet() { true; }", "cpu");
        var (_, output, _) = Ask("dotnet() { true; }", "cuda");

        // Then
        Assert.StartsWith("Asking the NuGet feed for Cake.Frosting and TorchSharp-cuda-linux", output);
        Assert.Contains("asked for: cpu cuda", File.ReadAllText(folder.File("feed.props")));
    }

    [ShellFact]
    public void Should_Say_Both_Ways_Out_Where_The_Feed_Lacks_Libtorch_For_Cuda()
    {
        // When
        var (code, _, errors) = Ask(LacksBoth, "cuda");

        // Then
        Assert.Equal(1, code);
        Assert.Contains("add a feed that has it", errors);
        Assert.Contains("LIBTORCH=<its folder> ./build.sh", errors);
    }

    [ShellFact]
    public void Should_Go_On_Where_Libtorch_For_Cuda_Is_Named()
    {
        // When
        var (code, _, _) = Ask($"LIBTORCH=/opt/libtorch; {LacksBoth}", "cuda");

        // Then
        Assert.Equal(0, code);
        Assert.Contains("<TorchSharpCuda>folder</TorchSharpCuda>", File.ReadAllText(folder.File("feed.props")));
    }

    [ShellFact]
    public void Should_Remember_Nothing_Where_The_Feed_Does_Not_Answer()
    {
        // When
        var (code, _, errors) = Ask(
            "dotnet() { echo 'p.csproj : error NU1301: Unable to load the service index'; return 1; }", "cpu");

        // Then
        Assert.Equal(1, code);
        Assert.Contains("The NuGet feed does not answer", errors);
        Assert.False(File.Exists(folder.File("feed.props")));
    }

    private static (int Code, string Output, string Errors) Choose(string machine, string arguments) =>
        Shell.Run($"{machine}\nchoose_accelerator {arguments}; echo \"$ACCELERATOR|${{HOST_ARGUMENTS[*]-}}\"");

    private (int Code, string Output, string Errors) Ask(string feed, string accelerator, int times = 1) =>
        Shell.Run($"FEED_FILE='{folder.File("feed.props")}'; HOME=.; ACCELERATOR={accelerator}\n{feed}\n" +
            string.Concat(Enumerable.Repeat("ask_feed\n", times)));
}
