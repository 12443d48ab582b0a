using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor : IDisposable
    {
        private static long totalCount;
        private static long peakCount;

        internal IntPtr handle;
        internal DisposeScope OwningDisposeScope;

        internal Tensor(IntPtr handle)
        {
            this.handle = handle;
            var live = Interlocked.Increment(ref totalCount);
            if (live > peakCount)
                peakCount = live;
            OwningDisposeScope = DisposeScopeManager.ThreadSingleton.Register(this);
        }

        ~Tensor() => Release();

        public static long TotalCount => totalCount;

        public static long PeakCount => peakCount;

        public string name { get; set; }

        public string[] names => new string[Dimensions];

        public bool IsInvalid => handle == 0;

        public IntPtr Handle => handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public void Dispose()
        {
            Count();
            DisposeUncounted();
        }

        private void Count()
        {
            if (OwningDisposeScope is { } scope)
                scope.MarkAsDisposed(this);
            else if (handle != 0)
                DisposeScopeManager.Statistics.TensorStatistics.DisposedOutsideScopeCount++;
        }

        internal void DisposeUncounted()
        {
            OwningDisposeScope = null;
            Release();
            GC.SuppressFinalize(this);
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            if (OwningDisposeScope is { } owner)
                owner.MoveToOther(other, this);
            else
                other?.Attach(this);
            return this;
        }

        /// <summary>Takes the native tensor away from this object, which is invalid from then on.</summary>
        internal IntPtr MoveHandle()
        {
            var taken = Handle;
            Count();
            handle = 0;
            Interlocked.Decrement(ref totalCount);
            GC.SuppressFinalize(this);
            return taken;
        }

        private void Release()
        {
            var taken = Interlocked.Exchange(ref handle, 0);
            if (taken == 0)
                return;
            Interlocked.Decrement(ref totalCount);
            Bridge.cp_tensor_free(taken);
        }

        public bool Equals(Tensor target) => target is not null && Aten.Truth("equal", this, target);

        public override bool Equals(object obj) => obj is Tensor tensor && Equals(tensor);

        public override string ToString() =>
            IsInvalid ? "[disposed]" : $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
