using CompressionPipeline.Core;

namespace CompressionPipeline.GitHub.Checks;

/// <summary>How a check ends. A required check lets a merge through on success and neutral only.</summary>
internal enum CheckResult
{
    /// <summary>Not yet ended.</summary>
    InProgress,

    /// <summary>All is well.</summary>
    Success,

    /// <summary>It blocks the merge.</summary>
    Failure,

    /// <summary>Worth a look; it does not block the merge.</summary>
    Neutral,

    /// <summary>It did not come to a result, and blocks the merge until it is run again.</summary>
    Cancelled,
}

/// <summary>Which end of a check a verdict is.</summary>
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

    /// <summary>Trouble with runners or networks: it says nothing of the model, so it is never a failure.</summary>
    /// <param name="blocks">Whether the merge waits for a run that comes to a result; else the check is neutral.</param>
    public static CheckResult OfRunFailure(bool blocks) => blocks ? CheckResult.Cancelled : CheckResult.Neutral;
}
