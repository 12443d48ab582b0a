namespace Cake.Core.IO;

public interface IProcessRunner
{
    IProcess Start(FilePath filePath, ProcessSettings settings);
}

public interface IProcess : IDisposable
{
    void WaitForExit();
    bool WaitForExit(int milliseconds);
    int GetExitCode();
    IEnumerable<string> GetStandardError();
    IEnumerable<string> GetStandardOutput();
    void Kill();
}

public sealed class ProcessSettings
{
    public ProcessArgumentBuilder Arguments { get; set; }
    public DirectoryPath WorkingDirectory { get; set; }
    public bool RedirectStandardError { get; set; }
    public bool RedirectStandardOutput { get; set; }
    public Func<string, string> RedirectedStandardErrorHandler { get; set; }
    public Func<string, string> RedirectedStandardOutputHandler { get; set; }
    public int? Timeout { get; set; }
    public bool Silent { get; set; }
    public IDictionary<string, string> EnvironmentVariables { get; set; } = new Dictionary<string, string>();
}
