using System.Reflection;
using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Frosting.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

public sealed class CakeHost
{
    private readonly ServiceCollection services = new();
    private readonly List<Assembly> assemblies = [];

    public CakeHost()
    {
        if (Assembly.GetEntryAssembly() is { } entry)
            assemblies.Add(entry);
        services.AddSingleton<ICakeEnvironment, CakeEnvironment>();
        services.AddSingleton<CakeConsole>();
        services.AddSingleton<ICakeLog, CakeBuildLog>();
        services.AddSingleton<IProcessRunner, ProcessRunner>();
        services.AddSingleton<CakeConfiguration>();
        services.AddSingleton<ICakeConfiguration>(provider => provider.GetRequiredService<CakeConfiguration>());
        services.AddSingleton<ICakeContext, CakeContext>();
        services.AddSingleton<IFrostingContext, FrostingContext>();
        services.AddSingleton<TaskRegistry>();
        services.AddSingleton<Engine>();
        services.AddSingleton<ReportPrinter>();
    }

    public static CakeHost Create() => new();

    public CakeHost AddAssembly(Assembly assembly)
    {
        assemblies.Add(assembly);
        return this;
    }

    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        services(this.services);
        return this;
    }

    public int Run(IEnumerable<string> args)
    {
        foreach (var type in assemblies.SelectMany(assembly => assembly.GetExportedTypes()))
        {
            if (type is { IsClass: true, IsAbstract: false } && typeof(IFrostingTask).IsAssignableFrom(type))
                services.AddSingleton(typeof(IFrostingTask), type);
        }
        return HostCommand.Run(services, [.. args]);
    }
}
