using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using CompressionPipeline.Core;
using TorchSharp;

namespace CompressionPipeline.Models.Torch;

/// <summary>
/// Loads libtorch before TorchSharp asks for it: whole, and from the package folder or the folder that LIBTORCH names.
/// </summary>
public static class TorchLibrary
{
    /// <summary>
    /// Environment variable: folder of an unpacked libtorch to use instead of the package's, for example one with CUDA.
    /// </summary>
    public const string FolderVariable = "LIBTORCH";

    /// <summary>The libtorch that TorchSharp's own library is compiled against.</summary>
    public const string Version = "2.10";

    // Once; an error is the same for all later calls.
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>
    /// Loads libtorch where that has not happened; call it before anything of TorchSharp's. Its own library asks for libtorch.so
    /// by name: loaded here, it is the right one even where the system has another (Debian's libtorch-dev), and both in one
    /// process would crash it.
    /// </summary>
    /// <exception cref="PipelineException">libtorch is missing, is another version, or cannot run on this processor.</exception>
    public static void Require() => _ = Loaded.Value;

    private static bool Load()
    {
        Check(Avx2.IsSupported || RuntimeInformation.ProcessArchitecture != Architecture.X64);
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder)
            LoadFolder(folder);
        else
            LoadPackage();
        Mkl.Choose(Environment.GetEnvironmentVariable(Mkl.Variable));
        return true;
    }

    internal static void Check(bool hasAvx2)
    {
        if (!hasAvx2)
            throw new PipelineException("This processor has no AVX2, which libtorch's kernels need. " +
                "Run on another machine: x86-64 processors since about 2015 have it.");
    }

    /// <summary>Loads the libraries of an unpacked libtorch; CUDA's where it has them.</summary>
    internal static void LoadFolder(string folder)
    {
        var libraries = Directory.Exists(Path.Combine(folder, "lib")) ? Path.Combine(folder, "lib") : folder;
        var version = LibTorch.BuildVersion(folder);
        if (version is not null && !version.StartsWith(Version + ".", StringComparison.Ordinal))
            throw Unusable(folder, $"it is libtorch {version}, and TorchSharp needs {Version}");
        if (!File.Exists(Path.Combine(libraries, FileName("torch_cpu"))))
            throw Unusable(folder, $"{FileName("torch_cpu")} is not in it");
        foreach (var name in new[] { "torch_cpu", "torch_cuda", "torch" })
        {
            var path = Path.Combine(libraries, FileName(name));
            try
            {
                if (File.Exists(path))
                    NativeLibrary.Load(path);
            }
            catch (Exception refused) when (refused is DllNotFoundException or BadImageFormatException)
            {
                throw Unusable(folder, refused.Message);
            }
        }
    }

    private static void LoadPackage()
    {
        try
        {
            NativeLibrary.Load("torch", typeof(torch).Assembly, null);
        }
        catch (Exception refused) when (refused is DllNotFoundException or BadImageFormatException)
        {
            throw new PipelineException(
                $"libtorch does not load: {refused.Message.Split('\n')[0]} " +
                "Remove the folders libtorch-* and torchsharp from the NuGet package folder " +
                "(dotnet nuget locals global-packages --list) and run ./build.sh again, " +
                "or let LIBTORCH name an unpacked libtorch " + Version + ".", refused);
        }
    }

    private static PipelineException Unusable(string folder, string why) => new(
        $"{FolderVariable}={folder} cannot be used: {why}. " +
        $"Let it name the folder of an unpacked libtorch {Version} (https://pytorch.org), or unset it.");

    private static string FileName(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
}
