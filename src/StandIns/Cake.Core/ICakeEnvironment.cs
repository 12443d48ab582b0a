using System.Collections;
using Cake.Core.IO;

namespace Cake.Core;

public interface ICakeEnvironment
{
    string GetEnvironmentVariable(string variable);
    IDictionary<string, string> GetEnvironmentVariables();
    DirectoryPath WorkingDirectory { get; set; }
    DirectoryPath ApplicationRoot { get; }
    ICakePlatform Platform { get; }
}

public interface ICakePlatform
{
    PlatformFamily Family { get; }
    bool Is64Bit { get; }
}

public enum PlatformFamily
{
    Unknown = 0,
    Windows = 1,
    Linux = 2,
    OSX = 3,
    FreeBSD = 4,
}

internal sealed class CakeEnvironment : ICakeEnvironment
{
    public string GetEnvironmentVariable(string variable) => Environment.GetEnvironmentVariable(variable);

    public IDictionary<string, string> GetEnvironmentVariables() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value, StringComparer.Ordinal);

    public DirectoryPath WorkingDirectory
    {
        get => new(Environment.CurrentDirectory);
        set => Environment.CurrentDirectory = value.IsRelative
            ? throw new CakeException("Working directory can not be set to a relative path.")
            : value.FullPath;
    }

    public DirectoryPath ApplicationRoot { get; } = new(AppContext.BaseDirectory);
    public ICakePlatform Platform { get; } = new CakePlatform();
}

internal sealed class CakePlatform : ICakePlatform
{
    public PlatformFamily Family { get; } =
        OperatingSystem.IsWindows() ? PlatformFamily.Windows
        : OperatingSystem.IsLinux() ? PlatformFamily.Linux
        : OperatingSystem.IsMacOS() ? PlatformFamily.OSX
        : OperatingSystem.IsFreeBSD() ? PlatformFamily.FreeBSD
        : PlatformFamily.Unknown;

    public bool Is64Bit => Environment.Is64BitOperatingSystem;
}
