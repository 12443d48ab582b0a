namespace Octokit;

public enum CheckStatus
{
    Queued = 0,
    InProgress = 1,
    Completed = 2,
}

public enum CheckConclusion
{
    Success = 0,
    Failure = 1,
    Neutral = 2,
    Cancelled = 3,
    TimedOut = 4,
    ActionRequired = 5,
    Skipped = 6,
    Stale = 7,
}

public enum CheckAnnotationLevel
{
    Notice = 0,
    Warning = 1,
    Failure = 2,
}

public class NewCheckRun(string name, string headSha)
{
    public string Name { get; protected set; } = name;

    public string HeadSha { get; protected set; } = headSha;

    public string DetailsUrl { get; set; }

    public string ExternalId { get; set; }

    public StringEnum<CheckStatus>? Status { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public StringEnum<CheckConclusion>? Conclusion { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public NewCheckRunOutput Output { get; set; }
}

public class CheckRunUpdate
{
    public string Name { get; set; }

    public string DetailsUrl { get; set; }

    public string ExternalId { get; set; }

    public StringEnum<CheckStatus>? Status { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public StringEnum<CheckConclusion>? Conclusion { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public NewCheckRunOutput Output { get; set; }
}

public class NewCheckRunOutput(string title, string summary)
{
    public string Title { get; protected set; } = title;

    public string Summary { get; protected set; } = summary;

    public string Text { get; set; }

    public IReadOnlyList<NewCheckRunAnnotation> Annotations { get; set; }
}

public class NewCheckRunAnnotation(string path, int startLine, int endLine, CheckAnnotationLevel annotationLevel, string message)
{
    public string Path { get; protected set; } = path;

    public int StartLine { get; protected set; } = startLine;

    public int EndLine { get; protected set; } = endLine;

    public int? StartColumn { get; set; }

    public int? EndColumn { get; set; }

    public StringEnum<CheckAnnotationLevel>? AnnotationLevel { get; protected set; } = annotationLevel;

    public string Message { get; protected set; } = message;

    public string Title { get; set; }

    public string RawDetails { get; set; }
}

public class CheckRun
{
    public long Id { get; private set; }

    public string HeadSha { get; private set; }

    public string ExternalId { get; private set; }

    public string HtmlUrl { get; private set; }

    public StringEnum<CheckStatus> Status { get; private set; }

    public StringEnum<CheckConclusion>? Conclusion { get; private set; }

    public string Name { get; private set; }
}

public class CheckRunsResponse
{
    public CheckRunsResponse()
    {
    }

    public CheckRunsResponse(int totalCount, IReadOnlyList<CheckRun> checkRuns) => (TotalCount, CheckRuns) = (totalCount, checkRuns);

    public int TotalCount { get; private set; }

    public IReadOnlyList<CheckRun> CheckRuns { get; private set; }
}

public class CheckRunRequest
{
    public string CheckName { get; set; }

    public StringEnum<CheckRunCompletedAtFilter>? Filter { get; set; }
}

public enum CheckRunCompletedAtFilter
{
    Latest = 0,
    All = 1,
}

public class CheckRunAnnotation
{
    public string Path { get; private set; }

    public int StartLine { get; private set; }

    public int EndLine { get; private set; }

    public StringEnum<CheckAnnotationLevel>? AnnotationLevel { get; private set; }

    public string Message { get; private set; }

    public string Title { get; private set; }
}
