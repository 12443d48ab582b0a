namespace Cake.Core.Diagnostics;

public static class LogExtensions
{
    public static void Error(this ICakeLog log, string format, params object[] args) =>
        log?.Write(Verbosity.Quiet, LogLevel.Error, format, args);

    public static void Error(this ICakeLog log, object value) => log.Error("{0}", value);

    public static void Error(this ICakeLog log, string value) => log.Error("{0}", value);

    public static void Warning(this ICakeLog log, string format, params object[] args) =>
        log?.Write(Verbosity.Minimal, LogLevel.Warning, format, args);

    public static void Warning(this ICakeLog log, object value) => log.Warning("{0}", value);

    public static void Warning(this ICakeLog log, string value) => log.Warning("{0}", value);

    public static void Information(this ICakeLog log, string format, params object[] args) =>
        log?.Write(Verbosity.Normal, LogLevel.Information, format, args);

    public static void Information(this ICakeLog log, object value) => log.Information("{0}", value);

    public static void Information(this ICakeLog log, string value) => log.Information("{0}", value);

    public static void Verbose(this ICakeLog log, string format, params object[] args) =>
        log?.Write(Verbosity.Verbose, LogLevel.Verbose, format, args);

    public static void Verbose(this ICakeLog log, object value) => log.Verbose("{0}", value);

    public static void Verbose(this ICakeLog log, string value) => log.Verbose("{0}", value);

    public static void Debug(this ICakeLog log, string format, params object[] args) =>
        log?.Write(Verbosity.Diagnostic, LogLevel.Debug, format, args);

    public static void Debug(this ICakeLog log, object value) => log.Debug("{0}", value);

    public static void Debug(this ICakeLog log, string value) => log.Debug("{0}", value);
}
