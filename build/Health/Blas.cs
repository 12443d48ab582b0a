using System.Runtime.InteropServices;

namespace CompressionPipeline.Build.Health;

/// <summary>Which library multiplies matrices for libtorch.</summary>
internal enum BlasKind
{
    OpenBlasOpenMp,
    OpenBlasPthread,
    OpenBlasSerial,
    Reference,
    Mkl,
    BuiltIn,
}

/// <summary>The BLAS in use.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Path">Its file; empty where it is linked into libtorch.</param>
/// <param name="Kernel">The processor that OpenBLAS chose its kernels for, for example <c>SkylakeX</c>; empty where it does not say.</param>
internal sealed record Blas(BlasKind Kind, string Path, string Kernel)
{
    public static Blas OfThisProcess()
    {
        var (kind, path) = Find(LoadedLibraries.Paths());
        return new(kind, path, path.Contains("openblas", StringComparison.Ordinal) ? AskKernel(path) : "");
    }

    /// <summary>The BLAS among loaded libraries, by the folders and names that Debian and MKL give them.</summary>
    internal static (BlasKind Kind, string Path) Find(IReadOnlyList<string> libraries)
    {
        string? Named(string part) => libraries.FirstOrDefault(path => System.IO.Path.GetFileName(path).StartsWith(part, StringComparison.Ordinal));
        if (Named("libopenblas") is { } openBlas)
        {
            return (openBlas.Contains("pthread", StringComparison.Ordinal) ? BlasKind.OpenBlasPthread
                : openBlas.Contains("serial", StringComparison.Ordinal) ? BlasKind.OpenBlasSerial
                : BlasKind.OpenBlasOpenMp, openBlas);
        }
        if (Named("libmkl") is { } mkl)
            return (BlasKind.Mkl, mkl);
        return Named("libblas") is { } reference ? (BlasKind.Reference, reference) : (BlasKind.BuiltIn, "");
    }

    public override string ToString() => Kind switch
    {
        BlasKind.OpenBlasOpenMp => $"OpenBLAS, OpenMP build{Kernels}",
        BlasKind.OpenBlasPthread => $"OpenBLAS, pthread build{Kernels}",
        BlasKind.OpenBlasSerial => $"OpenBLAS, single-threaded build{Kernels}",
        BlasKind.Reference => "reference BLAS",
        BlasKind.Mkl => "MKL",
        _ => "the BLAS that is linked into libtorch",
    };

    private string Kernels => Kernel.Length > 0 ? $", {Kernel} kernels" : "";

    private static string AskKernel(string path)
    {
        if (!NativeLibrary.TryLoad(path, out var library) || !NativeLibrary.TryGetExport(library, "openblas_get_corename", out var function))
            return "";
        return Marshal.PtrToStringAnsi(Marshal.GetDelegateForFunctionPointer<CoreName>(function)()) ?? "";
    }

    private delegate IntPtr CoreName();
}
