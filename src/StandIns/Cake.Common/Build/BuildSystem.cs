using Cake.Common.Build.GitHubActions;
using Cake.Core;

namespace Cake.Common.Build;

public static class BuildSystemAliases
{
    public static BuildSystem BuildSystem(this ICakeContext context) => new(context.GitHubActions());

    public static IGitHubActionsProvider GitHubActions(this ICakeContext context) => new GitHubActionsProvider(context.Environment);
}

public sealed class BuildSystem
{
    internal BuildSystem(IGitHubActionsProvider gitHubActions) => GitHubActions = gitHubActions;

    public bool IsRunningOnGitHubActions => GitHubActions.IsRunningOnGitHubActions;
    public IGitHubActionsProvider GitHubActions { get; }
}
