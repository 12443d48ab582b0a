using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>A record of the user's file as it is written, which may lack what makes a pair.</summary>
/// <param name="Id">Its name; null or white space where it has none.</param>
/// <param name="Document">What the model reads.</param>
/// <param name="Target">What it should write or say.</param>
/// <param name="File">Path of the file.</param>
/// <param name="Number">Line in the file, or row of a Parquet file, from 1.</param>
public sealed record PairRecord(string? Id, string? Document, string? Target, string File, int Number)
{
    /// <summary>The second text of a pair that is classified; null where the data has none.</summary>
    public string? Second { get; init; }

    /// <summary>The split that its file says; null where the text decides.</summary>
    public Split? Split { get; init; }

    /// <summary>Whether it is left out because of <see cref="Columns.Where"/>; its texts are not read then.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>Whether the number counts rows, of a file that has no lines.</summary>
    public bool IsRow { get; init; }

    /// <summary>Where it stands, for messages.</summary>
    public string At => IsRow ? $"{File}, row {Number}" : new SourceLocation(File, Number, 1).ToString();
}
