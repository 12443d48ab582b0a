using System.Collections;
using System.Collections.Concurrent;
using Microsoft.Build.Framework;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>Keeps what a task says.</summary>
internal sealed class RecordingEngine : IBuildEngine
{
    private readonly ConcurrentQueue<BuildEventArgs> events = [];

    public IReadOnlyList<BuildErrorEventArgs> Errors => [.. events.OfType<BuildErrorEventArgs>()];

    public IReadOnlyList<BuildWarningEventArgs> Warnings => [.. events.OfType<BuildWarningEventArgs>()];

    public string Text => string.Join('\n', events.Select(said => said.Message));

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "";

    public bool BuildProjectFile(
        string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;

    public void LogCustomEvent(CustomBuildEventArgs e) => events.Enqueue(e);

    public void LogErrorEvent(BuildErrorEventArgs e) => events.Enqueue(e);

    public void LogMessageEvent(BuildMessageEventArgs e) => events.Enqueue(e);

    public void LogWarningEvent(BuildWarningEventArgs e) => events.Enqueue(e);
}
