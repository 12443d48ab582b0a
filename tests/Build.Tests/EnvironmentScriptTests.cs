using TestKit;

namespace Build.Tests;

public sealed class EnvironmentScriptTests : IDisposable
{
    private const string Tell = "echo \"aten=${ATEN_CPU_CAPABILITY-unset} core=${OPENBLAS_CORETYPE-unset} l2=${OPENBLAS_L2_SIZE-unset}\"";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [ShellFact]
    public void Should_Switch_On_Avx512_Where_The_Processor_Has_It() =>
        Assert.Equal("aten=avx512 core=unset l2=unset\n", Prepare("fpu avx2 avx512f avx512bw"));

    [ShellFact]
    public void Should_Let_Threads_Sleep_And_Keep_Memory_On_Huge_Pages()
    {
        const string Threads = "echo \"$OMP_WAIT_POLICY $GLIBC_TUNABLES\"";

        Assert.StartsWith("passive glibc.malloc.hugetlb=1:", Prepare("fpu avx2", Threads));
        Assert.Equal("active none\n", Prepare("fpu avx2", Threads, ("OMP_WAIT_POLICY", "active"), ("GLIBC_TUNABLES", "none")));
    }

    [ShellFact]
    public void Should_Leave_The_Rest_Alone_On_Another_Processor() =>
        Assert.Equal("aten=unset core=Haswell l2=unset\n", Prepare("fpu avx2", ("OPENBLAS_CORETYPE", "Haswell")));

    [ShellFact]
    public void Should_Keep_What_The_User_Set() =>
        Assert.Equal("aten=default core=SkylakeX l2=512\n", Prepare("avx512f", ("ATEN_CPU_CAPABILITY", "default"), ("OPENBLAS_CORETYPE", "SkylakeX"), ("OPENBLAS_L2_SIZE", "512")));

    [ShellFact]
    public void Should_Unset_A_Forced_Core_Type_That_Costs_Speed_And_Say_So()
    {
        // When
        var output = Prepare("avx512f", ("OPENBLAS_CORETYPE", "Haswell"), ("OPENBLAS_L2_SIZE", "512"));

        // Then
        Assert.StartsWith("OPENBLAS_CORETYPE=Haswell has no AVX-512 kernels and costs about half the speed: unset for this run", output);
        Assert.EndsWith("aten=avx512 core=unset l2=unset\n", output);
    }

    [ShellFact]
    public void Should_Keep_It_Where_The_User_Insists_And_Say_What_It_Costs()
    {
        // When
        var output = Prepare("avx512f", ("OPENBLAS_CORETYPE", "Haswell"), ("COMPRESSION_KEEP_OPENBLAS", "1"));

        // Then
        Assert.Contains("kept, as COMPRESSION_KEEP_OPENBLAS=1 asks", output);
        Assert.EndsWith("core=Haswell l2=unset\n", output);
    }

    private string Prepare(string flags, params (string, string)[] environment) => Prepare(flags, Tell, environment);

    private string Prepare(string flags, string tell, params (string, string)[] environment)
    {
        var processor = folder.Write("cpuinfo", $"processor\t: 0\nflags\t\t: {flags}\n");
        var (code, output, errors) = Shell.Run("environment", $"CPUINFO='{processor}'; prepare_environment; {tell}", environment);
        Assert.Equal("", errors);
        Assert.Equal(0, code);
        return output;
    }
}
