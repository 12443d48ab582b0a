using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The version that the package was built for, not that of the library that was loaded.</summary>
    public static string __version__ => "2.10.0.0";

    public static void set_num_threads(int num) => Bridge.cp_set_num_threads(num);
    public static int get_num_threads() => Bridge.cp_get_num_threads();
    public static void set_num_interop_threads(int num) => Bridge.cp_set_num_interop_threads(num);
    public static int get_num_interop_threads() => Bridge.cp_get_num_interop_threads();

    public static partial class cuda
    {
        public static bool is_available() => Bridge.cp_cuda_is_available() != 0;
        public static bool is_cudnn_available() => Bridge.cp_cuda_cudnn_is_available() != 0;
        public static int device_count() => Bridge.cp_cuda_device_count();
        public static void manual_seed(long seed) => Bridge.Check(Bridge.cp_cuda_manual_seed(unchecked((ulong)seed), 0));
        public static void manual_seed_all(long seed) => Bridge.Check(Bridge.cp_cuda_manual_seed(unchecked((ulong)seed), 1));
        public static void synchronize(Device device = null) => Bridge.Check(Bridge.cp_cuda_synchronize(device?.index ?? -1));
    }

    internal static void InitializeCuda()
    {
        if (!cuda.is_available())
            throw new InvalidOperationException("Torch device type CUDA did not initialise on the current machine.");
    }

    public static partial class backends
    {
        public static partial class cuda
        {
            public static class matmul
            {
                public static bool allow_tf32
                {
                    get => Bridge.cp_cuda_allow_tf32() != 0;
                    set => Bridge.cp_cuda_set_allow_tf32(value ? 1 : 0);
                }
            }
        }
    }
}
