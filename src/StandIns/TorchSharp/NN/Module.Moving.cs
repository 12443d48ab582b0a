using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Replaces what is not yet of the type and on the device, also in the fields.</summary>
            internal void Move(ScalarType? dtype, Device device, bool non_blocking)
            {
                if (device is { type: DeviceType.CUDA })
                    InitializeCuda();
                RegisterComponents();
                foreach (var (own, parameter) in _parametersByName.Entries)
                    if (ReplaceParameter(dtype, device, parameter, out var moved))
                    {
                        ConditionallyRegisterParameter(own, moved);
                        Refill(parameter, moved);
                        parameter.Dispose();
                    }
                foreach (var (own, (buffer, persistent)) in _buffersByName.Entries)
                    if (ReplaceBuffer(dtype, device, buffer, out var moved))
                    {
                        ConditionallyRegisterBuffer(own, moved, persistent);
                        Refill(buffer, moved);
                        buffer.Dispose();
                    }
                foreach (var (_, child) in named_children())
                    child.Move(dtype, device, non_blocking);
            }

            protected static bool ReplaceParameter(ScalarType? dtype, Device device, Parameter param, out Parameter p)
            {
                p = null;
                using var frozen = no_grad();
                if (!ReplaceBuffer(dtype, device, param, out var moved))
                    return false;
                p = new Parameter(moved, param.requires_grad);
                using var grad = param.grad;
                if (grad is not null)
                {
                    ReplaceBuffer(dtype, device, grad, out var movedGrad);
                    using (movedGrad)
                        p.grad = movedGrad;
                }
                return true;
            }

            protected static bool ReplaceBuffer(ScalarType? dtype, Device device, Tensor buffer, out Tensor result)
            {
                result = null;
                if (buffer is null || buffer.IsInvalid)
                    return false;
                var type = dtype is { } wanted && buffer.is_floating_point() ? wanted : buffer.dtype;
                var place = device ?? buffer.device;
                if (type == buffer.dtype && place.type == buffer.device_type && place.index == buffer.device_index)
                    return false;
                result = buffer.to(type, place);
                return true;
            }

            private void Refill(Tensor old, Tensor moved)
            {
                foreach (var (_, field) in Fields())
                    if (ReferenceEquals(field.GetValue(this), old))
                        field.SetValue(this, moved);
            }
        }
    }
}
