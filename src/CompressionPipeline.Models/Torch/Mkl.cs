using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using CompressionPipeline.Core;
using TorchSharp;

namespace CompressionPipeline.Models.Torch;

/// <summary>
/// oneMKL, which multiplies matrices inside libtorch. It keeps its best kernels for Intel's processors, though AMD's run them:
/// training is 1.2 times as fast with them on AVX2, and more with AVX-512 (docs/adr/0018-let-mkl-use-its-best-kernels-on-amd.md).
/// </summary>
public static class Mkl
{
    /// <summary>
    /// Environment variable: <c>auto</c> (default) lets MKL take its best kernels on AMD's processors; <c>off</c> leaves it as it
    /// is.
    /// </summary>
    public const string Variable = "COMPRESSION_MKL";

    private const string IntelCheck = "mkl_serv_intel_cpu_true";
    private const int ReadWriteExecute = 7, ReadExecute = 5;

    // mov eax, 1; ret
    private static readonly byte[] Yes = [0xB8, 0x01, 0x00, 0x00, 0x00, 0xC3];

    /// <summary>Whether MKL was told to take its best kernels on this AMD processor.</summary>
    public static bool Overridden { get; private set; }

    /// <summary>
    /// Which kernels MKL takes, for people: <c>kernels for AVX-512</c>, <c>kernels for AVX2, as on Intel's processors</c>.
    /// </summary>
    public static string Kernels
    {
        get
        {
            // Left alone, it takes those for AVX2 on AMD's, whatever else the processor can do.
            var kernels = $"kernels for {(Avx512F.IsSupported && (Overridden || !IsAmd) ? "AVX-512" : "AVX2")}";
            return Overridden ? $"{kernels}, as on Intel's processors ({Variable}=off leaves it as it is)" : kernels;
        }
    }

    internal static void Choose(string? setting)
    {
        var wanted = setting switch
        {
            null or "" or "auto" => IsAmd,
            "off" => false,
            _ => throw new PipelineException($"{Variable} is auto or off, not '{setting}'."),
        };
        if (wanted && OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64)
            Overridden = Override();
    }

    private static bool IsAmd
    {
        get
        {
            if (!X86Base.IsSupported)
                return false;
            // "AuthenticAMD" in EBX, EDX, ECX.
            var (_, b, c, d) = X86Base.CpuId(0, 0);
            return (b, d, c) == (0x68747541, 0x69746E65, 0x444D4163);
        }
    }

    // The function says whether the processor is Intel's, and every choice of kernels calls it. False where the system forbids
    // the change.
    private static bool Override()
    {
        if (!NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out var library)
            || !NativeLibrary.TryGetExport(library, IntelCheck, out var function))
        {
            return false;
        }
        var page = Environment.SystemPageSize;
        var start = function & ~(page - 1);
        var length = (nint)(2 * page);
        if (mprotect(start, length, ReadWriteExecute) != 0)
            return false;
        Marshal.Copy(Yes, 0, function, Yes.Length);
        return mprotect(start, length, ReadExecute) == 0;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int mprotect(nint address, nint length, int protection);
}
