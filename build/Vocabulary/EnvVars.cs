namespace CompressionPipeline.Build.Vocabulary;

/// <summary>The environment variables that the host reads; build.sh sets the first three.</summary>
public static class EnvVars
{
    /// <summary><c>packages</c> or <c>standins</c>.</summary>
    public const string Suppliers = "SUPPLIERS";

    /// <summary>Why these suppliers.</summary>
    public const string SuppliersReason = "SUPPLIERS_REASON";

    /// <summary><c>cpu</c> or <c>cuda</c>: the flavour of the packages.</summary>
    public const string Accelerator = "ACCELERATOR";

    /// <summary>Folder of a libtorch to use instead of the system's.</summary>
    public const string LibTorch = "LIBTORCH";

    /// <summary>Instruction set of libtorch's own kernels; build.sh sets <c>avx512</c> where the processor has it.</summary>
    public const string AtenCpuCapability = "ATEN_CPU_CAPABILITY";

    /// <summary>Forces OpenBLAS to a kernel; best left alone.</summary>
    public const string OpenBlasCoreType = "OPENBLAS_CORETYPE";
}
