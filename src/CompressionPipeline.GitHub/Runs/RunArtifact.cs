namespace CompressionPipeline.GitHub.Runs;

/// <summary>An artifact that a workflow run uploaded.</summary>
/// <param name="Id">Its id: a later artifact has a greater one.</param>
/// <param name="Name">Its name; many runs upload under the same.</param>
/// <param name="Bytes">Its size as GitHub tells it: of the zip, in bytes.</param>
/// <param name="Run">The id of the run that uploaded it.</param>
/// <param name="Commit">The commit that the run was of, 40 hexadecimal characters; null where GitHub does not tell.</param>
internal sealed record RunArtifact(long Id, string Name, long Bytes, long Run, string? Commit);
