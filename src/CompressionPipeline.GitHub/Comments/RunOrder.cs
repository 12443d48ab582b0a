namespace CompressionPipeline.GitHub.Comments;

/// <summary>
/// Which run of a workflow something is from: a later run has the greater id, a repeated run the greater attempt.
/// </summary>
/// <param name="Id">As in <c>GITHUB_RUN_ID</c>. At least 0.</param>
/// <param name="Attempt">As in <c>GITHUB_RUN_ATTEMPT</c>. At least 0.</param>
internal readonly record struct RunOrder(long Id, int Attempt) : IComparable<RunOrder>
{
    public int CompareTo(RunOrder other) => Id != other.Id ? Id.CompareTo(other.Id) : Attempt.CompareTo(other.Attempt);
}
