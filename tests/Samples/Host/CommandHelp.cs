using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Stages.Data;

/// <summary><c>source: command-help</c>: what the commands of this machine's .NET SDK say of themselves.</summary>
public sealed class CommandHelp : IDataSource
{
    private static readonly string[] Commands = ["build", "clean", "pack", "publish", "restore", "run", "test"];

    public string Name => "command-help";

    // The help changes with the SDK.
    public Digest Digest(DataOptions options) => CompressionPipeline.Core.Digest.OfText(Environment.Version.ToString());

    public IEnumerable<Example> Read(DataOptions options, IProgressSink progress, CancellationToken cancellation) =>
        from command in Commands
        let lines = Command.Output("dotnet", command, "--help")?.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            ?? throw new PipelineException($"'dotnet {command} --help' fails: install the .NET SDK.")
        select new Example(command, string.Join(' ', lines.Skip(1)), lines[1].Trim());
}
