namespace Cake.Core;

public sealed class CakeException : Exception
{
    public CakeException()
        : this(1) { }

    public CakeException(string message)
        : this(1, message) { }

    public CakeException(string message, Exception innerException)
        : this(1, message, innerException) { }

    public CakeException(int exitCode) => ExitCode = exitCode;

    public CakeException(int exitCode, string message)
        : base(message) => ExitCode = exitCode;

    public CakeException(int exitCode, string message, Exception innerException)
        : base(message, innerException) => ExitCode = exitCode;

    public int ExitCode { get; }
}
