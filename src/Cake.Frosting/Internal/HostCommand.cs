using Cake.Cli;
using Cake.Cli.Infrastructure;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Scripting;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

/// <summary>One run of the host: 0 where all went well, else -1, which a shell sees as 255.</summary>
internal sealed class HostCommand(IServiceCollection services) : Command<HostSettings>
{
    public override int Execute(CommandContext command, HostSettings settings, CancellationToken cancellationToken)
    {
        services.AddSingleton<ICakeArguments>(command.Remaining.ToCakeArguments(settings.Targets));
        services.AddSingleton(Configuration);
        using var provider = services.BuildServiceProvider();

        if (settings.Version)
            provider.GetRequiredService<ICakeVersionFeature>().Run(provider.GetRequiredService<IConsole>());
        else if (settings.Info)
            provider.GetRequiredService<ICakeInfoFeature>().Run(provider.GetRequiredService<IConsole>());
        else
            return Run(provider, settings);
        return 0;
    }

    private static int Run(IServiceProvider provider, HostSettings settings)
    {
        var log = provider.GetRequiredService<ICakeLog>();
        log.Verbosity = settings.Verbosity;
        try
        {
            EnterWorkingDirectory(provider, settings);
            var host = ScriptHost(provider, settings);
            TaskRegistration.Register(host, provider, log);
            if (settings.Exclusive)
                host.Settings.UseExclusiveTarget();
            host.RunTargets(settings.Targets);
            return 0;
        }
        catch (Exception error)
        {
            log.LogException(error);
            return -1;
        }
    }

    // Cake's own script hosts differ in what they do with the tasks: run, count, list or draw them.
    private static ScriptHost ScriptHost(IServiceProvider provider, HostSettings settings)
    {
        var context = provider.GetRequiredService<IFrostingContext>();
        return settings switch
        {
            { DryRun: true } => ActivatorUtilities.CreateInstance<DryRunScriptHost<IFrostingContext>>(provider, context),
            { Tree: true } => ActivatorUtilities.CreateInstance<TreeScriptHost>(provider, context),
            { Description: true } => ActivatorUtilities.CreateInstance<DescriptionScriptHost>(provider, context),
            _ => ActivatorUtilities.CreateInstance<BuildScriptHost<IFrostingContext>>(provider, context),
        };
    }

    private static void EnterWorkingDirectory(IServiceProvider provider, HostSettings settings)
    {
        var environment = provider.GetRequiredService<ICakeEnvironment>();
        var path = settings.WorkingDirectory ?? environment.WorkingDirectory;
        path = path.MakeAbsolute(environment);
        if (!provider.GetRequiredService<IFileSystem>().Exist(path))
            throw new FrostingException($"The working directory '{path.FullPath}' does not exist.");
        environment.WorkingDirectory = path;
    }

    // cake.config, then environment variables, then arguments: a later one wins.
    private static ICakeConfiguration Configuration(IServiceProvider provider)
    {
        var arguments = provider.GetRequiredService<ICakeArguments>().GetArguments()
            .ToDictionary(argument => argument.Key, argument => argument.Value.FirstOrDefault() ?? "");
        return ActivatorUtilities.CreateInstance<CakeConfigurationProvider>(provider)
            .CreateConfiguration(provider.GetRequiredService<ICakeEnvironment>().WorkingDirectory, [], arguments);
    }
}
