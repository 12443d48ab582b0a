namespace CompressionPipeline.Stages.Data;

/// <summary>Where pairs come from.</summary>
public enum DataSource
{
    /// <summary>The API reference in the running .NET SDK.</summary>
    DotnetDocs,

    /// <summary>Files with one JSON object a line.</summary>
    Jsonl,

    /// <summary>Comma-separated files whose first record names the columns.</summary>
    Csv,

    /// <summary>Apache Parquet files.</summary>
    Parquet,
}
