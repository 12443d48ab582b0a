using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static IDisposable no_grad() => new GradMode(false);
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);
    public static bool is_grad_enabled() => Bridge.cp_grad_enabled() != 0;
    public static bool is_inference_mode_enabled() => Bridge.cp_inference_mode_enabled() != 0;

    private sealed class GradMode : IDisposable
    {
        private readonly int _before = Bridge.cp_grad_enabled();

        internal GradMode(bool on) => Bridge.cp_set_grad_enabled(on ? 1 : 0);

        public void Dispose() => Bridge.cp_set_grad_enabled(_before);
    }

    private sealed class InferenceMode : IDisposable
    {
        private IntPtr _guard;

        internal InferenceMode(bool on) => _guard = Bridge.cp_inference_mode_enter(on ? 1 : 0);

        public void Dispose()
        {
            if (_guard != 0)
                Bridge.cp_inference_mode_leave(_guard);
            _guard = 0;
        }
    }
}
