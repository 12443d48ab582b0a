using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>A record of the user's file as it is written, which may lack what makes a pair.</summary>
/// <param name="Id">Its name; null or white space where it has none.</param>
/// <param name="Document">What the model reads.</param>
/// <param name="Summary">What it should write.</param>
/// <param name="File">Path of the file.</param>
/// <param name="Number">Line in the file, or row of a Parquet file, from 1.</param>
public sealed record PairRecord(string? Id, string? Document, string? Summary, string File, int Number)
{
    /// <summary>Whether the number counts rows, of a file that has no lines.</summary>
    public bool IsRow { get; init; }

    /// <summary>Where it stands, for messages.</summary>
    public string At => IsRow ? $"{File}, row {Number}" : new SourceLocation(File, Number, 1).ToString();
}
