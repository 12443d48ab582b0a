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

    /// <summary>Folder of the artifact store where it is not <c>artifacts/store</c>: a disk that runners keep, or share.</summary>
    public const string Store = "COMPRESSION_STORE";

    /// <summary><c>labels</c>: times are kept by the labels of a model's runners, so that a hosted job can judge them. Else by this machine.</summary>
    public const string Machine = "COMPRESSION_MACHINE";

    /// <summary>Instruction set of libtorch's own kernels; build.sh sets <c>avx512</c> where the processor has it.</summary>
    public const string AtenCpuCapability = "ATEN_CPU_CAPABILITY";

    /// <summary>Forces OpenBLAS to a kernel; best left alone.</summary>
    public const string OpenBlasCoreType = "OPENBLAS_CORETYPE";
}
