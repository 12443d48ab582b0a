using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public long[] shape
        {
            get
            {
                var sizes = new long[Bridge.cp_tensor_dim(Handle)];
                fixed (long* room = sizes)
                    Bridge.cp_tensor_sizes(handle, room);
                return sizes;
            }
        }

        public long[] size() => shape;

        public long size(int dim) => Pick(shape, dim);

        public long[] stride()
        {
            var strides = new long[Bridge.cp_tensor_dim(Handle)];
            fixed (long* room = strides)
                Bridge.cp_tensor_strides(handle, room);
            return strides;
        }

        public long stride(int dim) => Pick(stride(), dim);

        private static long Pick(long[] values, int dim) => values[dim < 0 ? dim + values.Length : dim];

        public long dim() => Bridge.cp_tensor_dim(Handle);
        public long ndim => Bridge.cp_tensor_dim(Handle);
        public long Dimensions => Bridge.cp_tensor_dim(Handle);
        public long numel() => Bridge.cp_tensor_numel(Handle);
        public long NumberOfElements => Bridge.cp_tensor_numel(Handle);
        public long ElementSize => Bridge.cp_tensor_element_size(Handle);
        public long element_size() => Bridge.cp_tensor_element_size(Handle);

        public ScalarType dtype => (ScalarType)Bridge.cp_tensor_dtype(Handle);
        public DeviceType device_type => (DeviceType)Bridge.cp_tensor_device_type(Handle);
        public int device_index => Bridge.cp_tensor_device_index(Handle);
        public Device device => new(device_type, device_index);
        public bool is_cuda => device_type == DeviceType.CUDA;
        public bool is_cpu() => device_type == DeviceType.CPU;
        public bool is_sparse => Bridge.cp_tensor_is_sparse(Handle) != 0;
        public bool is_contiguous() => Bridge.cp_tensor_is_contiguous(Handle) != 0;
        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_integral() =>
            dtype is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64;
    }

    public static long numel(Tensor input) => input.numel();
}
