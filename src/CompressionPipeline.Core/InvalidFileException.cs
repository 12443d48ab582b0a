namespace CompressionPipeline.Core;

/// <summary>A file, or an answer from the network, that cannot be used, with the place in it.</summary>
public sealed class InvalidFileException : PipelineException
{
    /// <summary>An error at a place of a file.</summary>
    /// <param name="file">Path of the file, or what else the text came from.</param>
    /// <param name="problem">What is wrong, as the end of a sentence that begins with the place.</param>
    /// <param name="fix">What to do, one sentence.</param>
    /// <param name="line">Line, from 1; null where none can be named.</param>
    /// <param name="key">Path of the key, as <c>a.b[2].c</c>; null where it is not about one.</param>
    /// <param name="column">Column of the line, from 1; the first where there is a line and no other can be named.</param>
    public InvalidFileException(
        string file, string problem, string fix, int? line = null, string? key = null, int column = 1)
        : base($"{new SourceLocation(file, line ?? 0, column)}: {problem}. {fix}".TrimEnd()) =>
        (File, Problem, Line, Key) = (file, problem, line, key);

    /// <summary>Path of the file, or what else the text came from.</summary>
    public string File { get; }

    /// <summary>What is wrong, without file and line.</summary>
    public string Problem { get; }

    /// <summary>Line, from 1; null where none can be named.</summary>
    public int? Line { get; }

    /// <summary>Path of the key, as <c>a.b[2].c</c>; null where it is not about one.</summary>
    public string? Key { get; }
}
