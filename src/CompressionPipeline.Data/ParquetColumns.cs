using System.Globalization;
using System.Text;
using CompressionPipeline.Core;
using Parquet;
using Parquet.Schema;
using Encoding = Parquet.Meta.Encoding;

namespace CompressionPipeline.Data;

/// <summary>The columns of a row group, each read whole: what it holds in a row, as it is written; null where it holds
/// nothing.</summary>
/// <param name="group">The group.</param>
/// <param name="path">Its file, for errors.</param>
/// <param name="first">The number of its first row in the file.</param>
internal sealed class ParquetColumns(ParquetRowGroupReader group, string path, int first)
{
    /// <summary>Texts, numbers or truth values.</summary>
    public Task<Func<int, string?>> Written(Field field)
    {
        if (field is not DataField { MaxRepetitionLevel: 0 } data || data.ClrType != typeof(bool))
            return TextsOrNumbers(field);
        // The library takes run lengths for single bits, and says nothing.
        return group.GetMetadata(data)!.MetaData!.Encodings.Contains(Encoding.PLAIN)
            ? Values<bool>(data, value => value ? "true" : "false")
            : throw new PipelineException(
                $"{path}: the column '{field.Name}' holds truth values as run lengths, which are not supported. Write the file "
                + "with data pages of version 1, as most programs do by default, or the column as text.");
    }

    /// <summary>Names of records: also UUIDs, as they are written.</summary>
    public Task<Func<int, string?>> Names(Field field) =>
        field is DataField { MaxRepetitionLevel: 0 } data && data.ClrType == typeof(Guid)
        ? Values<Guid>(data, id => id.ToString())
        : TextsOrNumbers(field);

    /// <summary>A number is a name, a label or a value as it is written, as in a CSV file.</summary>
    public Task<Func<int, string?>> TextsOrNumbers(Field field) =>
        field is not DataField { MaxRepetitionLevel: 0 } data ? Texts(field)
        : Type.GetTypeCode(data.ClrType) switch
        {
            TypeCode.Byte => Numbers<byte>(data),
            TypeCode.SByte => Numbers<sbyte>(data),
            TypeCode.Int16 => Numbers<short>(data),
            TypeCode.UInt16 => Numbers<ushort>(data),
            TypeCode.Int32 => Numbers<int>(data),
            TypeCode.UInt32 => Numbers<uint>(data),
            TypeCode.Int64 => Numbers<long>(data),
            TypeCode.UInt64 => Numbers<ulong>(data),
            TypeCode.Single => Numbers<float>(data),
            TypeCode.Double => Numbers<double>(data),
            TypeCode.Decimal => Numbers<decimal>(data),
            _ => Texts(field),
        };

    /// <summary>Texts alone. They stay bytes until they are asked for: of texts that begin alike the library joins the wrong
    /// characters, and the right bytes; and bytes are half as large.</summary>
    public async Task<Func<int, string?>> Texts(Field field)
    {
        if (field is not DataField { MaxRepetitionLevel: 0 } data || data.ClrType != typeof(ReadOnlyMemory<char>))
        {
            throw new PipelineException(
                $"{path}: the column '{field.Name}' holds {Kind(field)} and not text. Name another in the data section "
                + "(id-key: '' where it is the id), or write the file without it.");
        }
        var texts = new byte[]?[group.RowCount];
        var bytes = new ParquetSchema(new DataField(field.Name, typeof(ReadOnlyMemory<byte>), data.IsNullable)).DataFields[0];
        await group.ReadAsync(bytes, texts.AsMemory()!);
        return row => texts[row] is { } utf8 ? Decoded(utf8, row) : null;

        string Decoded(byte[] utf8, int row)
        {
            try
            {
                return InputFile.StrictUtf8.GetString(utf8);
            }
            catch (DecoderFallbackException error)
            {
                throw new PipelineException(
                    $"{path}, row {first + row}: the '{field.Name}' is not UTF-8. Write the file with texts in UTF-8.", error);
            }
        }
    }

    private Task<Func<int, string?>> Numbers<T>(DataField field)
        where T : struct, IFormattable =>
        Values<T>(field, number => number.ToString(null, CultureInfo.InvariantCulture));

    private async Task<Func<int, string?>> Values<T>(DataField field, Func<T, string> text)
        where T : struct
    {
        if (!field.IsNullable)
        {
            var all = new T[group.RowCount];
            await group.ReadAsync<T>(field, all.AsMemory());
            return row => text(all[row]);
        }
        var values = new T?[group.RowCount];
        await group.ReadAsync<T>(field, values.AsMemory());
        return row => values[row] is { } known ? text(known) : null;
    }

    private static string Kind(Field field) => field is not DataField { MaxRepetitionLevel: 0 } data ? "lists or records"
        : Type.GetTypeCode(data.ClrType) switch
        {
            TypeCode.Boolean => "truth values",
            >= TypeCode.SByte and <= TypeCode.Decimal => "numbers",
            TypeCode.DateTime => "dates",
            _ => "other values",
        };
}
