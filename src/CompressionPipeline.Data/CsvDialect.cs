namespace CompressionPipeline.Data;

/// <summary>How the fields of a CSV file are divided and quoted.</summary>
public enum CsvDialect
{
    /// <summary>RFC 4180: commas between fields, and a quote inside a quoted field is written twice.</summary>
    Rfc4180,

    /// <summary>As RFC 4180, with semicolons between fields.</summary>
    Semicolon,

    /// <summary>As RFC 4180, with tabs between fields.</summary>
    Tab,

    /// <summary>Tabs between fields, and every quote is text, as in the files of GLUE.</summary>
    TabPlain,

    /// <summary>Commas between fields; in a quoted field a backslash makes the quote or backslash after it text.</summary>
    Backslash,
}
