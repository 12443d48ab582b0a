using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The entry points of native/torch_bridge.cpp.</summary>
internal static unsafe partial class Bridge
{
    private const string Library = "cp_torch_bridge";

    // OpenMP reads this when the library brings it in; .NET's own variables do not reach it. Threads that spin while they wait
    // starve each other as soon as another process wants a core (docs/adr/0007-wait-without-spinning.md).
    static Bridge() => _ = setenv("OMP_WAIT_POLICY", "passive", overwrite: 0);

    [DllImport("libc", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int setenv([MarshalAs(UnmanagedType.LPStr)] string name,
        [MarshalAs(UnmanagedType.LPStr)] string value, int overwrite);

    [DllImport(Library)] internal static extern byte* cp_error();
    [DllImport(Library)] internal static extern int cp_operator(byte* name, byte* overload);
    [DllImport(Library)]
    internal static extern int cp_call(int number, RawValue* arguments, int count, RawValue* results,
        int room);
    [DllImport(Library)] internal static extern void cp_free_list(IntPtr* handles);

    [DllImport(Library)] internal static extern void cp_tensor_free(IntPtr tensor);
    [DllImport(Library)] internal static extern IntPtr cp_tensor_share(IntPtr tensor);
    [DllImport(Library)] internal static extern int cp_tensor_dim(IntPtr tensor);
    [DllImport(Library)] internal static extern long cp_tensor_numel(IntPtr tensor);
    [DllImport(Library)] internal static extern int cp_tensor_dtype(IntPtr tensor);
    [DllImport(Library)] internal static extern int cp_tensor_element_size(IntPtr tensor);
    [DllImport(Library)] internal static extern int cp_tensor_device_type(IntPtr tensor);
    [DllImport(Library)] internal static extern int cp_tensor_device_index(IntPtr tensor);
    [DllImport(Library)] internal static extern void cp_tensor_sizes(IntPtr tensor, long* sizes);
    [DllImport(Library)] internal static extern void cp_tensor_strides(IntPtr tensor, long* strides);
    [DllImport(Library)] internal static extern int cp_tensor_is_contiguous(IntPtr tensor);
    [DllImport(Library)] internal static extern int cp_tensor_is_sparse(IntPtr tensor);
    [DllImport(Library)] internal static extern IntPtr cp_tensor_data(IntPtr tensor);

    [DllImport(Library)] internal static extern int cp_tensor_requires_grad(IntPtr tensor);
    [DllImport(Library)] internal static extern int cp_tensor_set_requires_grad(IntPtr tensor, int on);
    [DllImport(Library)] internal static extern int cp_tensor_is_leaf(IntPtr tensor);
    [DllImport(Library)] internal static extern IntPtr cp_tensor_grad(IntPtr tensor);
    [DllImport(Library)] internal static extern int cp_tensor_set_grad(IntPtr tensor, IntPtr grad);
    [DllImport(Library)] internal static extern int cp_grad_enabled();
    [DllImport(Library)] internal static extern void cp_set_grad_enabled(int on);
    [DllImport(Library)] internal static extern IntPtr cp_inference_mode_enter(int on);
    [DllImport(Library)] internal static extern void cp_inference_mode_leave(IntPtr guard);
    [DllImport(Library)] internal static extern int cp_inference_mode_enabled();

    [DllImport(Library)]
    internal static extern int cp_backward(
        IntPtr* tensors, int count, IntPtr* grads, int gradCount, int retainGraph, int createGraph, IntPtr* inputs,
            int inputCount);

    [DllImport(Library)]
    internal static extern int cp_gradients(
        IntPtr* outputs, int count, IntPtr* inputs, int inputCount, IntPtr* grads, int gradCount,
        int retainGraph, int createGraph, int allowUnused, IntPtr* results);

    [DllImport(Library)] internal static extern IntPtr cp_generator_default(int deviceType, int deviceIndex);
    [DllImport(Library)] internal static extern IntPtr cp_generator_new(int deviceType, int deviceIndex);
    [DllImport(Library)] internal static extern void cp_generator_free(IntPtr generator);
    [DllImport(Library)] internal static extern int cp_generator_set_seed(IntPtr generator, ulong seed);
    [DllImport(Library)] internal static extern ulong cp_generator_initial_seed(IntPtr generator);
    [DllImport(Library)] internal static extern ulong cp_generator_seed(IntPtr generator);
    [DllImport(Library)] internal static extern IntPtr cp_generator_get_state(IntPtr generator);
    [DllImport(Library)] internal static extern int cp_generator_set_state(IntPtr generator, IntPtr state);
    [DllImport(Library)] internal static extern int cp_manual_seed(ulong seed);

    [DllImport(Library)] internal static extern void cp_set_num_threads(int count);
    [DllImport(Library)] internal static extern int cp_get_num_threads();
    [DllImport(Library)] internal static extern void cp_set_num_interop_threads(int count);
    [DllImport(Library)] internal static extern int cp_get_num_interop_threads();
    [DllImport(Library)] internal static extern int cp_cuda_is_available();
    [DllImport(Library)] internal static extern int cp_cuda_device_count();
    [DllImport(Library)] internal static extern int cp_cuda_cudnn_is_available();
    [DllImport(Library)] internal static extern int cp_cuda_manual_seed(ulong seed, int all);
    [DllImport(Library)] internal static extern int cp_cuda_synchronize(int index);
    [DllImport(Library)] internal static extern int cp_cuda_allow_tf32();
    [DllImport(Library)] internal static extern void cp_cuda_set_allow_tf32(int on);

    /// <summary>Raises what the bridge recorded for a call that answered with a negative number or null.</summary>
    internal static ExternalException Error() => new(Marshal.PtrToStringUTF8((IntPtr)cp_error()));

    internal static void Check(int answer)
    {
        if (answer < 0)
            throw Error();
    }

    internal static IntPtr Check(IntPtr answer) => answer != 0 ? answer : throw Error();
}
