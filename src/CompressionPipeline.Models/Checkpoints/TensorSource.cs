namespace CompressionPipeline.Models.Checkpoints;

/// <summary>A tensor to be written: its entry in the header, and its bytes when their turn comes.</summary>
internal sealed record TensorSource(string Name, string DType, long[] Shape, Action<Stream> WriteTo)
{
    /// <summary>Bytes that shape and type ask for.</summary>
    public long Length { get; } =
        Shape.Aggregate((long)(TensorData.WidthOf(DType) ?? -1), (product, size) => checked(product * size));

    public static TensorSource Of(string name, TensorData data)
    {
        var source = new TensorSource(name, data.DType, data.Shape, stream => stream.Write(data.ToBytes()));
        return source.Length == data.Length
            ? source
            : throw new ArgumentException(
                $"'{name}' of type {data.DType} and shape [{string.Join(", ", data.Shape)}] has {data.Length} bytes.",
                nameof(data));
    }
}
