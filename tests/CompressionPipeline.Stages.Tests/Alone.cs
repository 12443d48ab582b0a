namespace CompressionPipeline.Stages.Tests;

/// <summary>
/// Tests that compare values to the last digit, for libtorch's number of threads is the process's, and trainings beside them set
/// it; and one that counts the process's memory.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
