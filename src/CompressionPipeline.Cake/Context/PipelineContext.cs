using Cake.Common;
using Cake.Core;
using Cake.Frosting;
using CompressionPipeline.Cake.Display;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.Context;

/// <summary>What tasks share: the command line and the environment, read once, and the pipeline.</summary>
public sealed class PipelineContext : FrostingContext
{
    /// <summary>Cake creates it, once for each run.</summary>
    public PipelineContext(
        ICakeContext context, CompressionPipelineOptions options, StageSet stages, Interruption interruption,
        ConsoleProgress progress, FinalSummary finalSummary, TimeProvider time)
        : base(context)
    {
        RefuseUnknownArguments(context, options);
        Root = FindRoot(context.Environment.WorkingDirectory.FullPath);
        Request = RunRequest.Read(context, Root);
        Accelerator = context.EnvironmentVariable(EnvironmentVariables.Accelerator) ?? "cpu";
        (Interrupted, Progress, FinalSummary, Time) = (interruption.Token, progress, finalSummary, time);
        Pipeline = new PipelineSession(stages, this);
    }

    /// <summary>
    /// Absolute path of the repository: the nearest folder with <c>models.yaml</c> or <c>.git</c>, from the working directory
    /// upwards, or else the working directory.
    /// </summary>
    public string Root { get; }

    /// <summary>What the command line selects and overrides.</summary>
    public RunRequest Request { get; }

    /// <summary><c>cpu</c> or <c>cuda</c>: which packages of TorchSharp and ONNX Runtime the host was built with.</summary>
    public string Accelerator { get; }

    /// <summary>The plan and the store it runs over.</summary>
    public PipelineSession Pipeline { get; }

    /// <summary>Cancelled by Ctrl-C or a request to end the process.</summary>
    public CancellationToken Interrupted { get; }

    /// <summary>Shows progress and messages: a live line on a terminal, plain lines in a log.</summary>
    public ConsoleProgress Progress { get; }

    /// <summary>What is printed last, below Cake's table of the tasks.</summary>
    public FinalSummary FinalSummary { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>The absolute path of a file or folder of the repository.</summary>
    /// <param name="relative">The path relative to <see cref="Root"/>.</param>
    public string PathOf(string relative) => Path.Combine(Root, relative);

    // Cake itself would ignore a misspelt argument, and say of a misspelt target only that there is none.
    private static void RefuseUnknownArguments(ICakeContext context, CompressionPipelineOptions options)
    {
        string[] known = [.. Vocabulary.Arguments.All, .. options.Arguments];
        string[] targets = [.. options.Targets()];
        string[] errors =
        [
            .. Unknown(context.Arguments.GetArguments().Keys, known).Select(name =>
                $"--{name} is no option; the nearest is --{NearestName.Of(name, known)[0]}. There are, beside those of --help: "
                + $"{string.Join(' ', known.Select(option => $"--{option}"))}."),
            .. Unknown(context.Arguments.GetArguments(Vocabulary.Arguments.Target), targets).Select(name =>
                $"There is no target '{name}'; the nearest is {NearestName.Of(name, targets)[0]}. --description lists them all."),
        ];
        if (errors.Length > 0)
            throw new PipelineException(string.Join('\n', errors));
    }

    private static IEnumerable<string> Unknown(IEnumerable<string> names, string[] known) => known.Length == 0
        ? []
        : names.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase));

    // Tasks may be started in any folder of the repository.
    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, Paths.Manifest)) || Path.Exists(Path.Combine(folder.FullName, ".git")))
                return folder.FullName;
        }
        return start;
    }
}
