using System.Diagnostics;
using System.Reflection;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Internal;

/// <summary>One run of the host: 0 where all went well, else -1, which a shell sees as 255.</summary>
internal static class HostCommand
{
    public static int Run(IServiceCollection services, IReadOnlyList<string> args)
    {
        HostSettings settings;
        try
        {
            settings = CommandLine.Parse(args);
        }
        catch (CommandLineException fault)
        {
            Console.Out.WriteLine($"Error: {fault.Message}");
            return -1;
        }
        if (settings.Has(HostSwitch.Help))
        {
            Console.Out.WriteLine(HelpText.For(Executable()));
            return 0;
        }

        services.AddSingleton<ICakeArguments>(new CakeArguments(settings.Remaining
            .Concat(settings.Targets.Select(target => (Name: "target", Value: target)))
            .ToLookup(argument => argument.Name, argument => argument.Value, StringComparer.OrdinalIgnoreCase)));
        using var provider = services.BuildServiceProvider();
        return settings.Has(HostSwitch.Version) ? Say(provider, Description())
            : settings.Has(HostSwitch.Info) ? Say(provider, $"Version: {Description()}\nDetails: {Product()}")
            : Run(provider, settings);
    }

    private static int Run(ServiceProvider provider, HostSettings settings)
    {
        var log = provider.GetRequiredService<ICakeLog>();
        log.Verbosity = settings.Verbosity;
        try
        {
            foreach (var setting in provider.GetServices<CakeSetting>())
                provider.GetRequiredService<CakeConfiguration>().Add(setting.Key, setting.Value);
            EnterWorkingDirectory(provider, settings);
            var tasks = provider.GetRequiredService<TaskRegistry>();
            if (settings.Has(HostSwitch.Tree) && !settings.Has(HostSwitch.DryRun))
                return Say(provider, TaskListing.Tree(tasks));
            if (settings.Has(HostSwitch.Description) && !settings.Has(HostSwitch.DryRun))
                return Say(provider, TaskListing.Descriptions(tasks));
            provider.GetRequiredService<Engine>()
                .RunAsync(settings.Targets, settings.Has(HostSwitch.Exclusive), settings.Has(HostSwitch.DryRun))
                .GetAwaiter().GetResult();
            return 0;
        }
        catch (Exception fault)
        {
            Explain(log, fault);
            return -1;
        }
    }

    private static void Explain(ICakeLog log, Exception fault)
    {
        if (log.Verbosity == Verbosity.Diagnostic)
        {
            log.Error("Error: {0}", fault);
            return;
        }
        log.Error("Error: {0}", fault.Message);
        if (fault is AggregateException several)
        {
            foreach (var inner in several.Flatten().InnerExceptions)
                log.Error("\t{0}", inner.Message);
        }
    }

    private static void EnterWorkingDirectory(IServiceProvider provider, HostSettings settings)
    {
        var environment = provider.GetRequiredService<ICakeEnvironment>();
        var folder = settings.WorkingDirectory ?? provider.GetService<WorkingDirectory>()?.Path;
        folder = folder?.MakeAbsolute(environment) ?? environment.WorkingDirectory;
        if (!Directory.Exists(folder.FullPath))
            throw new FrostingException($"The working directory '{folder.FullPath}' does not exist.");
        environment.WorkingDirectory = folder;
    }

    private static int Say(IServiceProvider provider, string text)
    {
        provider.GetRequiredService<CakeConsole>().WriteLine(text);
        return 0;
    }

    private static string Description() =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyDescriptionAttribute>()?.Description is { Length: > 0 } text ? text : "Unknown";

    private static string Product() =>
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "Unknown";

    private static string Executable() =>
        System.IO.Path.GetFileName(Assembly.GetEntryAssembly()?.Location) is { Length: > 0 } name ? name : Process.GetCurrentProcess().ProcessName;
}
