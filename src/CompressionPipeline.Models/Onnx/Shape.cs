using System.Globalization;

namespace CompressionPipeline.Models.Onnx;

/// <summary>
/// The declared shape of a graph's input or output, written as people write it: <c>batch_size, sequence_length, 512</c>.
/// </summary>
internal static class Shape
{
    /// <summary>
    /// Numbers are fixed dimensions, everything else (<c>past + 1</c> too) names one that is known at run time only.
    /// </summary>
    /// <exception cref="ArgumentException">A dimension is empty or negative.</exception>
    public static TensorShapeProto Parse(string text)
    {
        var shape = new TensorShapeProto();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Length == 0)
                throw new ArgumentException($"The shape '{text}' has an empty dimension.", nameof(text));
            var dimension = new TensorShapeProto.Types.Dimension();
            if (!long.TryParse(part, CultureInfo.InvariantCulture, out var size))
                dimension.DimParam = part;
            else if (size >= 0)
                dimension.DimValue = size;
            else
                throw new ArgumentException($"The shape '{text}' has the negative dimension {part}.", nameof(text));
            shape.Dim.Add(dimension);
        }
        return shape;
    }

    /// <summary>The inverse of <see cref="Parse"/>; an unknown dimension without a name is a question mark.</summary>
    public static string Text(TensorShapeProto shape) => string.Join(", ", shape.Dim.Select(d => d.ValueCase switch
    {
        TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue => d.DimValue.ToString(CultureInfo.InvariantCulture),
        TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam => d.DimParam,
        _ => "?",
    }));
}
