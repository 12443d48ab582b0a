namespace CompressionPipeline.Stages.Tests;

/// <summary>
/// Tests that compare values to the last digit: libtorch's number of threads is the process's, and trainings beside them set it.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
