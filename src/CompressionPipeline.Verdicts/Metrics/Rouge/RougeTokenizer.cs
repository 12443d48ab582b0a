namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>What ROUGE takes for a token.</summary>
public enum RougeTokenizer
{
    /// <summary>A run of a-z and 0-9 after lower-casing, as in every published number. Other scripts have none.</summary>
    Ascii,

    /// <summary>
    /// A run of letters, digits and their marks of any script after lower-casing; where words are written without spaces, as in
    /// Chinese, Japanese and Thai, each letter by itself.
    /// </summary>
    Unicode,

    /// <summary>Each character that is not white space, with its marks, after lower-casing.</summary>
    Characters,
}
