using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Native;

/// <summary>Calls libtorch's operators by name: <c>"mul.Tensor"</c> is aten::mul, overload Tensor.</summary>
/// <remarks>Arguments left out at the end take the defaults of the operator's schema.</remarks>
internal static unsafe class Aten
{
    // Names are literals of this assembly, so the reference of the string is key enough.
    private static readonly ConcurrentDictionary<string, int> numbers = new(ReferenceEqualityComparer.Instance);

    /// <summary>The operator's only or first result.</summary>
    internal static Tensor One(string name, params ReadOnlySpan<Value> arguments)
    {
        RawValue result;
        Invoke(name, arguments, &result, 1);
        return Wrap(result);
    }

    internal static (Tensor, Tensor) Two(string name, params ReadOnlySpan<Value> arguments)
    {
        var results = stackalloc RawValue[2];
        Invoke(name, arguments, results, 2);
        return (Wrap(results[0]), Wrap(results[1]));
    }

    internal static (Tensor, Tensor, Tensor) Three(string name, params ReadOnlySpan<Value> arguments)
    {
        var results = stackalloc RawValue[3];
        Invoke(name, arguments, results, 3);
        return (Wrap(results[0]), Wrap(results[1]), Wrap(results[2]));
    }

    internal static Tensor[] Many(string name, params ReadOnlySpan<Value> arguments)
    {
        RawValue result;
        Invoke(name, arguments, &result, 1);
        var handles = (IntPtr*)result.Bits;
        var tensors = new Tensor[result.Count];
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = new Tensor(handles[i]);
        Bridge.cp_free_list(handles);
        return tensors;
    }

    internal static bool Truth(string name, params ReadOnlySpan<Value> arguments)
    {
        RawValue result;
        Invoke(name, arguments, &result, 1);
        return result.Bits != 0;
    }

    /// <summary>Runs an in-place operator and drops its results.</summary>
    internal static void Run(string name, params ReadOnlySpan<Value> arguments) => Invoke(name, arguments, null, 0);

    /// <summary>Runs an in-place operator and answers with the tensor it changed, its first argument.</summary>
    internal static Tensor Same(string name, params ReadOnlySpan<Value> arguments)
    {
        Invoke(name, arguments, null, 0);
        return (Tensor)arguments[0].Keep;
    }

    [SkipLocalsInit]
    private static void Invoke(string name, ReadOnlySpan<Value> arguments, RawValue* results, int room)
    {
        var raw = stackalloc RawValue[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
            raw[i] = arguments[i].Raw;
        var made = Bridge.cp_call(Number(name), raw, arguments.Length, results, room);
        for (var i = 0; i < arguments.Length; i++)
            GC.KeepAlive(arguments[i].Keep);
        if (made < 0)
            throw Bridge.Error();
    }

    private static Tensor Wrap(RawValue result) => result.Tag == Tag.Tensor ? new Tensor(checked((IntPtr)result.Bits)) : null;

    private static int Number(string name) => numbers.TryGetValue(name, out var number) ? number : Look(name);

    /// <summary>Whether the library that was loaded knows the operator.</summary>
    internal static bool Has(string name)
    {
        if (numbers.ContainsKey(name))
            return true;
        try
        {
            Look(name);
            return true;
        }
        catch (System.Runtime.InteropServices.ExternalException)
        {
            return false;
        }
    }

    private static int Look(string name)
    {
        var dot = name.IndexOf('.');
        var operatorName = "aten::" + (dot < 0 ? name : name[..dot]);
        var overload = dot < 0 ? "" : name[(dot + 1)..];
        fixed (byte* first = Encoding.UTF8.GetBytes(operatorName + "\0"), second = Encoding.UTF8.GetBytes(overload + "\0"))
        {
            var number = Bridge.cp_operator(first, second);
            Bridge.Check(number);
            return numbers.GetOrAdd(name, number);
        }
    }
}
