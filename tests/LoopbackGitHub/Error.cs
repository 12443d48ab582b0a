namespace Loopback;

/// <summary>How a call goes wrong.</summary>
public enum Error
{
    /// <summary>500, and nothing was done.</summary>
    ErrorBefore,

    /// <summary>502, although it was done.</summary>
    ErrorAfter,

    /// <summary>The connection is reset, and nothing was done.</summary>
    ResetBefore,

    /// <summary>The connection is reset, although it was done.</summary>
    ResetAfter,

    /// <summary>It was done, but half of the answer is missing.</summary>
    CutAnswer,

    /// <summary>It was done, and half of the answer comes; the other half never does.</summary>
    StalledAnswer,

    /// <summary>It was done, but a proxy answers with a page of its own.</summary>
    Page,

    /// <summary>Nothing was done, and no answer ever comes.</summary>
    SilenceBefore,

    /// <summary>It was done, but no answer ever comes.</summary>
    SilenceAfter,

    /// <summary>403: the primary rate limit, reset in 90 seconds.</summary>
    RateLimit,

    /// <summary>403: the secondary rate limit, Retry-After 7 seconds.</summary>
    SecondaryLimit,

    /// <summary>403: the secondary rate limit, without saying how long.</summary>
    SecondaryLimitUnsaid,

    /// <summary>403: abuse detection, Retry-After 5 seconds.</summary>
    Abuse,

    /// <summary>429, Retry-After 3 seconds.</summary>
    TooManyRequests,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>403: no permission.</summary>
    Forbidden,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>422.</summary>
    Unprocessable,
}
