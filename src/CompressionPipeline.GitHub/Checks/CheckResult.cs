using CompressionPipeline.Core;

namespace CompressionPipeline.GitHub.Checks;

/// <summary>How a check ends. A required check lets a merge through on success and neutral only.</summary>
public enum CheckResult
{
    /// <summary>Not yet ended.</summary>
    InProgress,

    /// <summary>It passed.</summary>
    Success,

    /// <summary>It blocks the merge.</summary>
    Failure,

    /// <summary>It has a remark, and does not block the merge.</summary>
    Neutral,

    /// <summary>It has no result, and blocks the merge until it is run again.</summary>
    Cancelled,
}

/// <summary>Maps verdicts to the results of a check.</summary>
internal static class CheckResults
{
    /// <summary>PASS succeeds; FAIL and INVALID fail; INCONCLUSIVE is as asked.</summary>
    /// <param name="verdict">The gate's verdict.</param>
    /// <param name="inconclusiveFails">Whether INCONCLUSIVE blocks the merge; else it is neutral.</param>
    public static CheckResult Of(Verdict verdict, bool inconclusiveFails) => verdict switch
    {
        Verdict.Pass => CheckResult.Success,
        Verdict.Inconclusive => inconclusiveFails ? CheckResult.Failure : CheckResult.Neutral,
        _ => CheckResult.Failure,
    };

    /// <summary>
    /// A run that failed, for example by its runner or network. It has no verdict on the model, so it is never a failure.
    /// </summary>
    /// <param name="blocks">Whether it blocks the merge until it is run again; else the check is neutral.</param>
    public static CheckResult OfRunFailure(bool blocks) => blocks ? CheckResult.Cancelled : CheckResult.Neutral;
}
