namespace CompressionPipeline.Core;

/// <summary>A fault the user can mend: the message names the file (and line) and says what to do. Shown without a stack trace.</summary>
public class PipelineException : Exception
{
    /// <summary>A fault and its mend.</summary>
    public PipelineException(string message)
        : base(message) { }

    /// <summary>A fault and its mend, with the exception behind it.</summary>
    public PipelineException(string message, Exception inner)
        : base(message, inner) { }
}
