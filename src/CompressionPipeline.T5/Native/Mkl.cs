using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using CompressionPipeline.Core;
using TorchSharp;

namespace CompressionPipeline.T5;

/// <summary>
/// oneMKL, which multiplies matrices inside libtorch. It gives AVX-512 kernels to processors of Intel only; on an AMD processor with
/// AVX-512 they are 1.2 to 2.6 times as fast as the AVX2 kernels that it takes there (docs/adr/0018-let-mkl-use-avx512-on-amd.md).
/// </summary>
public static class Mkl
{
    /// <summary>Environment variable: <c>auto</c> (default) lets MKL use AVX-512 on AMD processors that have it; <c>off</c> leaves MKL as it is; <c>on</c> for measuring.</summary>
    public const string Variable = "COMPRESSION_MKL_AVX512";

    private const string IntelCheck = "mkl_serv_intel_cpu_true";
    private const int ReadWriteExecute = 7, ReadExecute = 5;

    // mov eax, 1; ret
    private static readonly byte[] Yes = [0xB8, 0x01, 0x00, 0x00, 0x00, 0xC3];

    /// <summary>Whether MKL was told to take its best kernels on this AMD processor.</summary>
    public static bool Overridden { get; private set; }

    /// <summary>The kernels that MKL takes, for people: <c>AVX2 kernels</c>, <c>AVX-512 kernels (told to, on AMD)</c>.</summary>
    public static string Kernels => (Overridden || !IsAmd) && Avx512F.IsSupported
        ? $"AVX-512 kernels{(Overridden ? $" ({Variable}=off: AVX2)" : "")}"
        : "AVX2 kernels";

    internal static void Choose(string? setting)
    {
        var wanted = setting switch
        {
            null or "" or "auto" => Avx512F.IsSupported && IsAmd,
            "on" => true,
            "off" => false,
            _ => throw new PipelineException($"{Variable} is auto, on or off, not '{setting}'."),
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

    // The function says whether the processor is Intel's, and every choice of kernels calls it. False where the system forbids the change.
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
