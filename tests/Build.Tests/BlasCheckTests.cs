using CompressionPipeline.Build.Health;

namespace Build.Tests;

public sealed class BlasCheckTests
{
    private const string Folder = "/usr/lib/x86_64-linux-gnu/";

    [Theory]
    [InlineData("openblas-openmp/libopenblasp-r0.3.21.so", "OpenBLAS, OpenMP build")]
    [InlineData("openblas-pthread/libopenblasp-r0.3.21.so", "OpenBLAS, pthread build")]
    [InlineData("openblas-serial/libopenblas-r0.3.21.so", "OpenBLAS, single-threaded build")]
    [InlineData("blas/libblas.so.3.11.0", "reference BLAS")]
    [InlineData("libmkl_rt.so.2", "MKL")]
    [InlineData("libc.so.6", "the BLAS that is linked into libtorch")]
    public void Should_Know_A_Blas_By_Its_File(string file, string name)
    {
        // When
        var (kind, path) = Blas.Find([Folder + "libtorch_cpu.so.1.13", Folder + file]);

        // Then
        Assert.Equal(name, new Blas(kind, path, "").ToString());
    }

    [Fact]
    public void Should_Read_The_Files_Of_A_Process_Map_Once_Each() => Assert.Equal(
        ["/usr/lib/a.so", "/usr/lib/b.so"],
        LoadedLibraries.Parse(["7f00-7f01 r--p 00000000 08:01 12 /usr/lib/a.so", "7f01-7f02 r-xp 00001000 08:01 12 /usr/lib/a.so", "7f03-7f04 rw-p 00000000 00:00 0", "7f05-7f06 r--p 00000000 08:01 13 /usr/lib/b.so"]));

    [Theory]
    [InlineData("openblas-pthread/libopenblasp-r0.3.21.so", "its threads fight libtorch's")]
    [InlineData("blas/libblas.so.3.11.0", "some 30 times slower")]
    public void Should_Call_Out_A_Blas_Of_The_Wrong_Kind_With_The_Command_That_Mends_It(string file, string reason)
    {
        // Given
        var (kind, path) = Blas.Find([Folder + file]);

        // When
        var finding = Assert.Single(BlasCheck.Run(new(kind, path, ""), new(Avx512: false, null, null)));

        // Then
        Assert.Equal(Health.Poor, finding.Health);
        Assert.Contains(reason, finding.Text);
        Assert.Contains("update-alternatives --set libblas.so.3-x86_64-linux-gnu /usr/lib/x86_64-linux-gnu/openblas-openmp/libblas.so.3", finding.Mend);
    }

    [Fact]
    public void Should_Call_Out_A_Forced_Core_Type_That_Keeps_Avx512_Idle()
    {
        // Given
        var blas = new Blas(BlasKind.OpenBlasOpenMp, "/x/libopenblas.so.0", "Haswell");

        // When
        var findings = BlasCheck.Run(blas, new(Avx512: true, "avx512", "Haswell")).ToList();

        // Then
        Assert.Contains(findings, finding => finding.Health == Health.Poor && finding.Text.StartsWith("OPENBLAS_CORETYPE=Haswell"));
    }

    [Fact]
    public void Should_Call_Out_Idle_Avx512_In_LibTorch()
    {
        // Given
        var blas = new Blas(BlasKind.OpenBlasOpenMp, "/x/libopenblas.so.0", "SkylakeX");

        // When
        var finding = Assert.Single(BlasCheck.Run(blas, new(Avx512: true, null, null)));

        // Then
        Assert.Equal(Health.Poor, finding.Health);
        Assert.Contains("ATEN_CPU_CAPABILITY is not set", finding.Text);
    }

    [Fact]
    public void Should_Have_Nothing_To_Say_Where_There_Is_No_Avx512() =>
        Assert.Empty(BlasCheck.Run(new(BlasKind.OpenBlasOpenMp, "/x/libopenblas.so.0", "Zen"), new(Avx512: false, null, null)));
}
