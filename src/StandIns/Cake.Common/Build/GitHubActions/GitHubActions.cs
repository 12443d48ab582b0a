using Cake.Common.Build.GitHubActions.Commands;
using Cake.Core;

namespace Cake.Common.Build.GitHubActions
{
    public interface IGitHubActionsProvider
    {
        bool IsRunningOnGitHubActions { get; }
        GitHubActionsCommands Commands { get; }
    }

    internal sealed class GitHubActionsProvider(ICakeEnvironment environment) : IGitHubActionsProvider
    {
        public bool IsRunningOnGitHubActions =>
            string.Equals(environment.GetEnvironmentVariable("GITHUB_ACTIONS"), "true", StringComparison.OrdinalIgnoreCase);

        public GitHubActionsCommands Commands { get; } = new(() => Console.Out);
    }
}

namespace Cake.Common.Build.GitHubActions.Commands
{
    /// <summary>Workflow commands on stdout, as the runner reads them.</summary>
    public sealed class GitHubActionsCommands
    {
        private readonly Func<TextWriter> output;

        internal GitHubActionsCommands(Func<TextWriter> output) => this.output = output;

        public void StartGroup(string title) => Say("group", title);

        public void EndGroup() => Say("endgroup", "");

        public void SetSecret(string secret) => Say("add-mask", secret);

        private void Say(string command, string value) => output().WriteLine($"::{command}::{Escaped(value)}");

        private static string Escaped(string value) => value
            .Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);
    }
}
