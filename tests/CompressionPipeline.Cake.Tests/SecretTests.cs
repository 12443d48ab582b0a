using System.Text;
using Loopback;

namespace CompressionPipeline.Cake.Tests;

/// <summary>The token that GitHub gives a job stands in nothing that the job writes, whatever GitHub answers.</summary>
public sealed class SecretTests : ActionsTests
{
    // Those after which the host ends without waiting for an answer that never comes.
    private static readonly Error[] Errors =
    [
        Error.ErrorBefore, Error.ResetAfter, Error.CutAnswer, Error.Page, Error.RateLimit, Error.Unauthorized, Error.Forbidden,
        Error.NotFound, Error.Unprocessable,
    ];

    private readonly StringBuilder heard = new();

    public SecretTests() => job.Host.Time = job.Clock;

    [Fact]
    public void Should_Stand_In_No_Log_No_File_And_Nothing_On_GitHub()
    {
        // Given
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1"));
        Run("Matrix");
        job.CompressElsewhere();
        job.After();
        job.Set(Vocabulary.EnvironmentVariables.Store, null);

        // When: each target as it should go, and with its first call answered in every wrong way
        foreach (var target in new[] { "Aggregate", "Comment" })
            RunInEveryWay(target);
        job.Job("workflow_run", 20, $$"""{ "workflow_run": { "event": "push", "head_sha": "{{job.Head}}" } }""");
        foreach (var target in new[] { "ReleaseAssets", "Release", "CommentFork", "Doctor" })
            RunInEveryWay(target);

        // Then
        Assert.NotEmpty(job.Hub.AllReleases);
        Assert.All(Forms(LoopbackGitHub.Token), form =>
        {
            Assert.DoesNotContain(form, heard.ToString());
            Assert.DoesNotContain(form, string.Concat(job.Hub.AllComments.Concat(job.Hub.AllChecks).Concat(job.Hub.AllReleases)));
            Assert.DoesNotContain(Directory.GetFiles(job.Host.File(), "*", SearchOption.AllDirectories), file =>
                Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(form, StringComparison.Ordinal));
        });
    }

    private void RunInEveryWay(string target)
    {
        foreach (var error in Errors)
        {
            job.Hub.FailAt(1, error);
            Run(target);
            job.Hub.Calm();
        }
        Run(target);
    }

    private void Run(string target)
    {
        job.Run(target, "--verbosity", "diagnostic");
        heard.Append(job.Output).Append(job.Errors);
    }

    // As it is, and as a header or an address may carry it.
    private static IEnumerable<string> Forms(string token) =>
        [token, Convert.ToBase64String(Encoding.UTF8.GetBytes(token)), Uri.EscapeDataString(token)];
}
