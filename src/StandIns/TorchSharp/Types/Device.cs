using System.Globalization;

namespace TorchSharp;

public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
    MKLDNN = 2,
    OPENGL = 3,
    OPENCL = 4,
    IDEEP = 5,
    HIP = 6,
    FPGA = 7,
    MSNPU = 8,
    XLA = 9,
    MPS = 13,
    META = 14,
}

public static partial class torch
{
    public class Device
    {
        public DeviceType type { get; private set; } = DeviceType.CPU;
        public int index { get; private set; } = -1;

        public Device(string description)
        {
            var parts = description.Split(':');
            Set(parts[0], parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : -1);
        }

        public Device(string deviceType, int index = -1) => Set(deviceType, index);

        public Device(DeviceType deviceType, int index = -1) => Set(deviceType, index);

        public Device(int index) => Set(DeviceType.CUDA, index);

        public static implicit operator Device(string description) => new(description);

        private void Set(string name, int index)
        {
            if (!Enum.TryParse<DeviceType>(name, ignoreCase: true, out var parsed))
                throw new ArgumentException($"Invalid device string '{name}'");
            Set(parsed, index);
        }

        private void Set(DeviceType deviceType, int index)
        {
            type = deviceType;
            this.index = deviceType == DeviceType.CUDA && index < 0 ? 0 : index;
        }

        public override bool Equals(object obj) => obj is Device other && type == other.type && index == other.index;

        public override int GetHashCode() => HashCode.Combine(type, index);

        public override string ToString() =>
            index < 0 ? type.ToString().ToLowerInvariant() : $"{type.ToString().ToLowerInvariant()}:{index}";
    }

    public static readonly Device CPU = new(DeviceType.CPU);
    public static Device CUDA => new(DeviceType.CUDA, 0);

    public static Device device(string description) => new(description);
    public static Device device(string deviceType, int index = -1) => new(deviceType, index);
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);
    public static Device device(int index) => new(index);

    private static Device default_device = CPU;

    public static void set_default_device(Device device) => default_device = device;
    public static void set_default_device(string device) => default_device = new Device(device);
    public static Device get_default_device() => default_device;
}
