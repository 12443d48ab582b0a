using Cake.Core;
using Cake.Core.IO;

namespace Cake.Common;

public static class ProcessAliases
{
    public static int StartProcess(this ICakeContext context, FilePath fileName) => context.StartProcess(fileName, new ProcessSettings());

    public static int StartProcess(this ICakeContext context, FilePath fileName, string processArguments) =>
        context.StartProcess(fileName, new ProcessSettings { Arguments = processArguments });

    public static int StartProcess(this ICakeContext context, FilePath fileName, ProcessSettings settings) =>
        context.StartProcess(fileName, settings, out _, out _);

    public static int StartProcess(
        this ICakeContext context, FilePath fileName, ProcessSettings settings, out IEnumerable<string> redirectedStandardOutput) =>
        context.StartProcess(fileName, settings, out redirectedStandardOutput, out _);

    public static int StartProcess(
        this ICakeContext context, FilePath fileName, ProcessSettings settings,
        out IEnumerable<string> redirectedStandardOutput, out IEnumerable<string> redirectedErrorOutput)
    {
        using var process = context.StartAndReturnProcess(fileName, settings);
        if (settings.Timeout is { } milliseconds && !process.WaitForExit(milliseconds))
        {
            process.Kill();
            throw new CakeException($"Process TimeOut ({milliseconds}): {fileName}");
        }
        process.WaitForExit();
        redirectedStandardOutput = process.GetStandardOutput();
        redirectedErrorOutput = process.GetStandardError();
        return process.GetExitCode();
    }

    public static IProcess StartAndReturnProcess(this ICakeContext context, FilePath fileName, ProcessSettings settings) =>
        context.ProcessRunner.Start(fileName, settings);
}
