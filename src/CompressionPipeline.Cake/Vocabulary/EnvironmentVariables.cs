using CompressionPipeline.Models.Torch;

namespace CompressionPipeline.Cake.Vocabulary;

/// <summary>The environment variables that the host reads; build.sh sets the first.</summary>
internal static class EnvironmentVariables
{
    /// <summary><c>cpu</c> or <c>cuda</c>: the flavour of the packages.</summary>
    public const string Accelerator = "ACCELERATOR";

    /// <summary>Folder of an unpacked libtorch to use instead of the package's.</summary>
    public const string LibTorch = TorchLibrary.FolderVariable;

    /// <summary>Folder of the artifact store. Default: <c>artifacts/store</c>. Runners name a lasting disk.</summary>
    public const string Store = "COMPRESSION_STORE";

    // labels keys times by the labels of a model's runners, so that a hosted job can judge them; else the machine does.
    public const string Machine = "COMPRESSION_MACHINE";

    /// <summary>Result of the job that planned: <c>success</c>, <c>failure</c>, <c>cancelled</c>, <c>skipped</c>.</summary>
    public const string Planned = "COMPRESSION_PLANNED";

    /// <summary>Result of the jobs for unpruned models, in the same words.</summary>
    public const string Baselines = "COMPRESSION_BASELINES";

    /// <summary>Result of the jobs for variants, in the same words.</summary>
    public const string Variants = "COMPRESSION_VARIANTS";

    /// <summary>Names of the artifacts that a job restores from other jobs, separated by commas.</summary>
    public const string Takes = "COMPRESSION_TAKES";

    /// <summary>Name of the artifact with what an earlier attempt of the same job finished.</summary>
    public const string Partial = "COMPRESSION_PARTIAL";

    /// <summary><c>true</c> where an entry changed since the base branch.</summary>
    public const string Stale = "COMPRESSION_STALE";

    /// <summary>Minutes that a job may wait for a runner before a warning. Default: 30.</summary>
    public const string QueueMinutes = "COMPRESSION_QUEUE_MINUTES";

    /// <summary>The login under which the token comments. Default: <c>github-actions[bot]</c>.</summary>
    public const string Author = "COMPRESSION_AUTHOR";
}
