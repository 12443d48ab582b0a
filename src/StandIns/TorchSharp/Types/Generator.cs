using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public class Generator : IDisposable
    {
        private IntPtr _handle;

        public Generator(ulong seed = 0, Device device = null)
        {
            this.device = device ?? CPU;
            _handle = Bridge.Check(Bridge.cp_generator_new((int)this.device.type, this.device.index));
            Bridge.Check(Bridge.cp_generator_set_seed(_handle, seed));
        }

        private Generator(IntPtr handle, Device device)
        {
            _handle = handle;
            this.device = device;
        }

        ~Generator() => Release();

        public static Generator Default => new(Bridge.Check(Bridge.cp_generator_default((int)DeviceType.CPU, -1)), CPU);

        public Device device { get; }

        public IntPtr Handle =>
            _handle != 0 ? _handle : throw new InvalidOperationException("Generator invalid -- it has been disposed.");

        public Tensor get_state() => new(Bridge.Check(Bridge.cp_generator_get_state(Handle)));

        public void set_state(Tensor value) => Bridge.Check(Bridge.cp_generator_set_state(Handle, value.Handle));

        public Generator manual_seed(long seed)
        {
            Bridge.Check(Bridge.cp_generator_set_seed(Handle, unchecked((ulong)seed)));
            return this;
        }

        public long seed() => unchecked((long)Bridge.cp_generator_seed(Handle));

        public long initial_seed() => unchecked((long)Bridge.cp_generator_initial_seed(Handle));

        public void Dispose()
        {
            Release();
            GC.SuppressFinalize(this);
        }

        private void Release()
        {
            if (_handle != 0)
                Bridge.cp_generator_free(_handle);
            _handle = 0;
        }
    }

    public static Generator manual_seed(long seed)
    {
        Bridge.Check(Bridge.cp_manual_seed(unchecked((ulong)seed)));
        return Generator.Default;
    }

    public static long seed() => Generator.Default.seed();
    public static long initial_seed() => Generator.Default.initial_seed();
    public static Tensor get_rng_state() => Generator.Default.get_state();
    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    public static class random
    {
        public static long seed() => torch.seed();
        public static long initial_seed() => torch.initial_seed();
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);
        public static Tensor get_rng_state() => torch.get_rng_state();
        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }
}
