using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Room for the lists among an operator's arguments: a ring of native memory per thread.</summary>
/// <remarks>
/// A list lives from its making to the end of the call it is made for, and a call's arguments are a small part of the
/// ring: by the time the ring comes round, the list has been read. Larger lists get memory of their own.
/// </remarks>
internal sealed unsafe class Arena
{
    private const int Words = 1 << 16;
    private const int Largest = Words / 64;

    [ThreadStatic]
    private static Arena current;

    private readonly long* _memory = (long*)NativeMemory.Alloc(Words, sizeof(long));
    private int _next;

    ~Arena() => NativeMemory.Free(_memory);

    internal static long* Take(int words, out object keep)
    {
        if (words > Largest)
        {
            var own = GC.AllocateUninitializedArray<long>(words, pinned: true);
            keep = own;
            return (long*)Marshal.UnsafeAddrOfPinnedArrayElement(own, 0);
        }
        keep = null;
        var arena = current ??= new Arena();
        if (arena._next + words > Words)
            arena._next = 0;
        var room = arena._memory + arena._next;
        arena._next += words;
        return room;
    }
}
