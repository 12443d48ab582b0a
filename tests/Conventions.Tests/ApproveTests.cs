using TestKit;
using Xunit.Sdk;

namespace Conventions.Tests;

/// <summary>The helper that approvals rest on must itself be able to fail.</summary>
public sealed class ApproveTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Verified => folder.File("text.verified.txt");

    private string Received => folder.File("text.received.txt");

    [Fact]
    public void Should_Pass_Where_Texts_Differ_In_Line_Ends_Only()
    {
        // Given
        folder.Write("text.verified.txt", "one\r\ntwo\r\n");
        folder.Write("text.received.txt", "left over");

        // When
        Approve.Compare("one\ntwo\n", Verified, Received, approving: false);

        // Then
        Assert.False(File.Exists(Received));
    }

    [Theory]
    [InlineData("one\ntwo\nthree\n", "approved: two\n  received: zwei")]
    [InlineData("one", "approved: (end of text)\n  received: zwei")]
    public void Should_Show_The_First_Line_That_Differs(string approved, string expected)
    {
        // Given
        folder.Write("text.verified.txt", approved);

        // When
        var error = Assert.ThrowsAny<XunitException>(() =>
            Approve.Compare("one\nzwei\nthree\n", Verified, Received, approving: false));

        // Then
        Assert.Contains(expected, error.Message.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("differs first in line 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("APPROVE=1 dotnet test", error.Message, StringComparison.Ordinal);
        Assert.Equal("one\nzwei\nthree\n", File.ReadAllText(Received));
        Assert.Equal(approved, File.ReadAllText(Verified));
    }

    [Fact]
    public void Should_Fail_Where_Nothing_Was_Approved_Yet()
    {
        // When
        var error = Assert.ThrowsAny<XunitException>(() => Approve.Compare("one", Verified, Received, approving: false));

        // Then
        Assert.Contains("is not there yet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Take_Over_What_Is_Approved()
    {
        // Given
        folder.Write("text.verified.txt", "old");

        // When
        Approve.Compare("new", Verified, Received, approving: true);

        // Then
        Assert.Equal("new", File.ReadAllText(Verified));
        Assert.False(File.Exists(Received));
    }

    public void Dispose() => folder.Dispose();
}
