using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Running;

/// <summary>What a runner has to know beside the plan.</summary>
public sealed record RunnerSettings
{
    /// <summary>This machine, for the records.</summary>
    public required MachineRecord Machine { get; init; }

    /// <summary>Version of the program, for the records.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Folder whose <c>&lt;model&gt;</c> gets everything that a verdict wrote, after each. Default: none.</summary>
    public string? ResultsFolder { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
