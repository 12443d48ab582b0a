using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        using var here = tensor.cpu();
        using var whole = here.contiguous();
        writer.Encode((int)whole.dtype);
        writer.Encode(whole.Dimensions);
        foreach (var size in whole.shape)
            writer.Encode(size);
        writer.Flush();
        whole.WriteBytesToStream(writer.BaseStream);
    }

    public static void Save(this Tensor tensor, Stream stream) => tensor.Save(new BinaryWriter(stream));

    public static void Save(this Tensor tensor, string location)
    {
        using var stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <summary>Reads a tensor into one that has its type and shape.</summary>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        using var read = Load(reader);
        if (skip)
            return;
        if (read.dtype != tensor.dtype)
            throw new ArgumentException($"Mismatched tensor data types while loading: {read.dtype} into {tensor.dtype}.");
        if (!read.shape.SequenceEqual(tensor.shape))
            throw new ArgumentException($"Mismatched tensor shape while loading: {read} into {tensor}.");
        using var frozen = no_grad();
        tensor.copy_(read);
    }

    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        var type = (ScalarType)reader.Decode();
        var shape = new long[reader.Decode()];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = reader.Decode();
        var tensor = empty(shape, type, CPU);
        tensor.ReadBytesFromStream(reader.BaseStream);
        return tensor;
    }
}
