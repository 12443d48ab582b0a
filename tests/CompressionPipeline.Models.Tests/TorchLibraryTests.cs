using CompressionPipeline.Core;
using CompressionPipeline.Models.Torch;
using TestKit;
using TorchSharp;

namespace CompressionPipeline.Models.Tests;

public sealed class TorchLibraryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Should_Know_The_Version_That_TorchSharp_Is_Compiled_Against() =>
        Assert.StartsWith(TorchLibrary.Version + ".", torch.__version__);

    [Fact]
    public void Should_Refuse_Another_Version_And_Name_Both()
    {
        // Given
        folder.Write("build-version", "1.13.1+cu117\n");

        // When
        var error = Assert.Throws<PipelineException>(() => TorchLibrary.LoadFolder(folder.Path));

        // Then
        Assert.Contains(folder.Path, error.Message);
        Assert.Contains("1.13.1+cu117", error.Message);
        Assert.Contains(TorchLibrary.Version, error.Message);
    }

    [Fact]
    public void Should_Refuse_A_Folder_Without_Libtorch() =>
        Assert.Contains("torch_cpu", Assert.Throws<PipelineException>(() => TorchLibrary.LoadFolder(folder.Path)).Message);

    [Fact]
    public void Should_Refuse_Libraries_That_Do_Not_Load()
    {
        // Given
        folder.Write("build-version", TorchLibrary.Version + ".0\n");
        foreach (var name in new[] { "lib/libtorch_cpu.so", "lib/libtorch_cpu.dylib", "lib/torch_cpu.dll" })
            folder.Write(name, "no library");

        // Then
        Assert.Contains(
            TorchLibrary.FolderVariable,
            Assert.Throws<PipelineException>(() => TorchLibrary.LoadFolder(folder.Path)).Message);
    }

    [Fact]
    public void Should_Refuse_A_Processor_Without_Avx2() =>
        Assert.Contains("AVX2", Assert.Throws<PipelineException>(() => TorchLibrary.Check(hasAvx2: false)).Message);

    [Fact]
    public void Should_Refuse_A_Setting_Of_Mkl_That_There_Is_Not() =>
        Assert.Contains(Mkl.Variable, Assert.Throws<PipelineException>(() => Mkl.Choose("yes")).Message);
}
