namespace CompressionPipeline.Core;

/// <summary>An error the user can fix: the message names the file (and line) and says what to do. Shown without a stack
/// trace.</summary>
public class PipelineException : Exception
{
    /// <summary>An error and its fix.</summary>
    public PipelineException(string message)
        : base(message) { }

    /// <summary>An error and its fix, with the exception behind it.</summary>
    public PipelineException(string message, Exception inner)
        : base(message, inner) { }
}
