namespace Octokit;

public interface IApiResponse<out T>
{
    T Body { get; }
}

internal sealed record ApiResponse<T>(T Body) : IApiResponse<T>;
