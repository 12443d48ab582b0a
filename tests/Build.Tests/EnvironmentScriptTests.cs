namespace Build.Tests;

public sealed class EnvironmentScriptTests
{
    private const string Show = "prepare_environment; echo \"$OMP_WAIT_POLICY $GLIBC_TUNABLES\"";

    [ShellFact]
    public void Should_Let_Threads_Sleep_And_Keep_Memory_On_Huge_Pages() =>
        Assert.StartsWith("passive glibc.malloc.hugetlb=1:", Shell.Run(Show).Output);

    [ShellFact]
    public void Should_Keep_What_The_User_Set() =>
        Assert.Equal("active none\n", Shell.Run(Show, ("OMP_WAIT_POLICY", "active"), ("GLIBC_TUNABLES", "none")).Output);
}
