namespace Cake.Core.Diagnostics;

public interface ICakeLog
{
    void Write(Verbosity verbosity, LogLevel level, string format, params object[] args);
    Verbosity Verbosity { get; set; }
}

public enum Verbosity
{
    Quiet = 0,
    Minimal = 1,
    Normal = 2,
    Verbose = 3,
    Diagnostic = 4,
}

public enum LogLevel
{
    Fatal = 0,
    Error = 1,
    Warning = 2,
    Information = 3,
    Verbose = 4,
    Debug = 5,
}
