using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Connecting;

namespace CompressionPipeline.GitHub.Tests.Connecting;

public static class GitHubSettingsTests
{
    public sealed class TheOfMethod
    {
        [Theory]
        [InlineData(null, "https://api.github.com/")]
        [InlineData("", "https://api.github.com/")]
        [InlineData("https://api.github.com", "https://api.github.com/")]
        [InlineData("https://github.com", "https://api.github.com/")]
        [InlineData("https://ghe.example.org/api/v3", "https://ghe.example.org/api/v3/")]
        [InlineData("https://ghe.example.org/api/v3/", "https://ghe.example.org/api/v3/")]
        [InlineData("https://ghe.example.org", "https://ghe.example.org/api/v3/")]
        [InlineData("http://ghe.example.org:8080/git/api/v3", "http://ghe.example.org:8080/git/api/v3/")]
        [InlineData("https://api.acme.ghe.com", "https://api.acme.ghe.com/")]
        public void Should_Know_Where_The_API_Is(string? address, string api)
        {
            // When
            var settings = GitHubSettings.Of("token", "acme/models", address);

            // Then
            using var repository = new GitHubRepository(settings, SilentProgress.Instance, TimeProvider.System);
            Assert.Equal(api, repository.Api.Connection.BaseAddress.ToString());
        }

        [Theory]
        [InlineData("ghe.example.org")]
        [InlineData("ftp://ghe.example.org")]
        [InlineData("https://me:hunter2@ghe.example.org/api/v3")]
        [InlineData("https://ghe.example.org/api/v3?token=1")]
        public void Should_Refuse_What_Is_No_Address(string address)
        {
            // When
            var error = Assert.Throws<PipelineException>(() => GitHubSettings.Of("token", "acme/models", address));

            // Then
            Assert.Contains("GITHUB_API_URL", error.Message);
            Assert.DoesNotContain("hunter2", error.Message);
        }

        [Theory]
        [InlineData(null)]
        [InlineData("models")]
        [InlineData("acme/models/more")]
        [InlineData("acme/..")]
        [InlineData("acme/mo dels")]
        [InlineData("../models")]
        public void Should_Refuse_What_Is_No_Repository(string? repository)
        {
            // Then
            Assert.Contains(
                "GITHUB_REPOSITORY", Assert.Throws<PipelineException>(() => GitHubSettings.Of("token", repository)).Message);
        }

        [Theory]
        [InlineData(null)]
        [InlineData(" \n")]
        [InlineData("half\nof a token")]
        [InlineData("tokén")]
        public void Should_Refuse_What_Is_No_Token_Without_Showing_It(string? token)
        {
            // When
            var error = Assert.Throws<PipelineException>(() => GitHubSettings.Of(token, "acme/models"));

            // Then
            Assert.Contains("GITHUB_TOKEN", error.Message);
            Assert.DoesNotContain("half", error.Message);
        }

        [Fact]
        public void Should_Print_And_Serialize_No_Token()
        {
            // Given
            var settings = GitHubSettings.Of(" ghs_secret\n", "acme/models");

            // Then
            Assert.Contains("Token = set", settings.ToString());
            Assert.DoesNotContain("ghs_secret", settings + JsonSerializer.Serialize(settings.Token));
        }
    }
}
