using System.Net;
using Loopback;
using Octokit;

namespace StandIns.Octokit.Tests;

public sealed class FaultTests
{
    private static async Task<Exception> Fail(Client client, Fault fault)
    {
        client.Hub.FailAt(1, fault);
        return await Record.ExceptionAsync(() => client.Comments.Create(Client.Owner, Client.Name, Client.Pull, "text"));
    }

    [Theory]
    [InlineData(Fault.Unauthorized, typeof(AuthorizationException), 401, "Bad credentials")]
    [InlineData(Fault.Forbidden, typeof(ForbiddenException), 403, "Resource not accessible by integration")]
    [InlineData(Fault.NotFound, typeof(NotFoundException), 404, "Not Found")]
    [InlineData(Fault.Unprocessable, typeof(ApiValidationException), 422, "Validation Failed")]
    [InlineData(Fault.TooManyRequests, typeof(ApiException), 429, "Too many requests")]
    [InlineData(Fault.ErrorBefore, typeof(ApiException), 500, "Server Error")]
    [InlineData(Fault.SecondaryLimit, typeof(SecondaryRateLimitExceededException), 403, null)]
    [InlineData(Fault.Abuse, typeof(AbuseException), 403, null)]
    [InlineData(Fault.RateLimit, typeof(RateLimitExceededException), 403, null)]
    public async Task Should_Be_Thrown_As_Its_Own_Kind(Fault fault, Type type, int status, string? message)
    {
        // Given
        await using var client = await Client.Start();

        // When
        var thrown = Assert.IsAssignableFrom<ApiException>(await Fail(client, fault));

        // Then
        Assert.Equal((type, (HttpStatusCode)status), (thrown.GetType(), thrown.StatusCode));
        if (message is not null)
            Assert.Equal(message, thrown.ApiError.Message);
        Assert.Contains(thrown.HttpResponse.Headers, header => header.Key.Equals("X-RateLimit-Limit", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Should_Tell_When_A_Limit_Ends()
    {
        // Given
        await using var client = await Client.Start();

        // Then
        var limit = Assert.IsType<RateLimitExceededException>(await Fail(client, Fault.RateLimit));
        Assert.Equal((0, 5000), (limit.Remaining, limit.Limit));
        Assert.InRange(limit.Reset, DateTimeOffset.UtcNow.AddSeconds(30), DateTimeOffset.UtcNow.AddSeconds(120));
    }

    [Fact]
    public async Task Should_Tell_How_Long_Abuse_Detection_Wants_To_Wait()
    {
        // Given
        await using var client = await Client.Start();

        // Then
        Assert.Equal(5, Assert.IsType<AbuseException>(await Fail(client, Fault.Abuse)).RetryAfterSeconds);
    }

    [Fact]
    public async Task Should_Name_The_Field_That_Was_Not_Taken()
    {
        // Given
        await using var client = await Client.Start();

        // Then
        var detail = Assert.Single(Assert.IsType<ApiValidationException>(await Fail(client, Fault.Unprocessable)).ApiError.Errors);
        Assert.Equal(("Thing", "field", "invalid"), (detail.Resource, detail.Field, detail.Code));
    }

    [Theory]
    [InlineData(Fault.ResetBefore)]
    [InlineData(Fault.CutAnswer)]
    public async Task Should_Be_No_Answer_Where_The_Connection_Ended(Fault fault)
    {
        // Given
        await using var client = await Client.Start();

        // Then
        Assert.True(await Fail(client, fault) is HttpRequestException or IOException);
    }

    [Fact]
    public async Task Should_Be_A_Cancellation_Where_No_Answer_Comes_In_Time()
    {
        // Given
        await using var client = await Client.Start();
        client.Api.SetRequestTimeout(TimeSpan.FromMilliseconds(300));

        // Then
        Assert.IsAssignableFrom<OperationCanceledException>(await Fail(client, Fault.SilenceBefore));
    }

    [Fact]
    public async Task Should_Name_A_List_That_Is_Not_There_And_Keep_No_Answer()
    {
        // Given
        await using var client = await Client.Start();
        client.Hub.FailAt(1, Fault.NotFound);

        // Then
        var thrown = await Assert.ThrowsAsync<NotFoundException>(() => client.Comments.GetAllForIssue(Client.Owner, Client.Name, Client.Pull, new ApiOptions { PageSize = 100 }));
        Assert.Contains("issues/7/comments was not found", thrown.ApiError.Message);
        Assert.Null(thrown.HttpResponse);
    }

    [Fact]
    public async Task Should_Read_Nothing_From_What_Is_No_JSON()
    {
        // Given
        await using var client = await Client.Start();
        client.Hub.FailAt(1, Fault.Page);

        // Then
        Assert.Null(await client.Comments.Create(Client.Owner, Client.Name, Client.Pull, "text"));
        client.Hub.FailAt(2, Fault.Page);
        Assert.Empty(await client.Comments.GetAllForIssue(Client.Owner, Client.Name, Client.Pull, new ApiOptions()));
    }
}
