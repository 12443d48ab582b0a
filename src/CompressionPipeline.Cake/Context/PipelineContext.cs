using Cake.Common;
using Cake.Core;
using Cake.Frosting;
using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Display;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.Context;

/// <summary>What tasks may know: frozen records by topic, read once from the command line and the environment.</summary>
public sealed class PipelineContext : FrostingContext
{
    public PipelineContext(ICakeContext context, StageSet stages, Interruption interruption, ConsoleProgress progress, FinalSummary finalSummary, TimeProvider time)
        : base(context)
    {
        RefuseUnknownArguments(context);
        Root = FindRoot(context.Environment.WorkingDirectory.FullPath);
        Request = RunRequest.Read(context, Root);
        Accelerator = context.EnvironmentVariable(EnvironmentVariables.Accelerator) ?? "cpu";
        (Interrupted, Progress, FinalSummary, Time) = (interruption.Token, progress, finalSummary, time);
        Pipeline = new PipelineSession(stages, this);
    }

    /// <summary>Absolute path of the repository.</summary>
    public string Root { get; }

    /// <summary>What the command line asks of the model's targets.</summary>
    public RunRequest Request { get; }

    /// <summary><c>cpu</c> or <c>cuda</c>: which packages of TorchSharp and ONNX Runtime the host was built with.</summary>
    public string Accelerator { get; }

    /// <summary>The plan and the store it runs over.</summary>
    public PipelineSession Pipeline { get; }

    /// <summary>Set when someone asked to stop.</summary>
    public CancellationToken Interrupted { get; }

    /// <summary>Where stages tell what they do.</summary>
    public ConsoleProgress Progress { get; }

    /// <summary>What has to stand at the end of the screen.</summary>
    public FinalSummary FinalSummary { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>The absolute path of something in the repository (<see cref="Paths"/>).</summary>
    public string PathOf(string relative) => Path.Combine(Root, relative);

    private static void RefuseUnknownArguments(ICakeContext context)
    {
        var unknown = context.Arguments.GetArguments().Keys
            .Where(name => !Vocabulary.Arguments.All.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (unknown.Count > 0)
        {
            throw new PipelineException(string.Join('\n', unknown.Select(name =>
                $"--{name} is no option; the nearest is --{NearestName.Of(name, Vocabulary.Arguments.All)[0]}. README.md lists them all.")));
        }
    }

    private static string FindRoot(string start)
    {
        foreach (var origin in new[] { start, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(origin); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, Paths.Solution)))
                    return folder.FullName;
            }
        }
        throw new PipelineException($"{Paths.Solution} lies in no folder above {start}: run ./build.sh of the repository.");
    }
}
