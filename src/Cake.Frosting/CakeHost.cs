using System.Reflection;
using Cake.Cli;
using Cake.Common.Modules;
using Cake.Core.Modules;
using Cake.Frosting.Internal;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting;

public sealed class CakeHost
{
    private readonly ServiceCollection services = new();
    private readonly List<Assembly> assemblies = [];

    public CakeHost()
    {
        if (Assembly.GetEntryAssembly() is { } entry)
            assemblies.Add(entry);
        // The package also registers the modules that install tools; this repository installs none.
        Cli.ServiceCollectionExtensions.UseModule(services, new CoreModule());
        Cli.ServiceCollectionExtensions.UseModule(services, new CommonModule());
        services.AddCakeDiagnostics();
        services.AddSingleton<IVersionResolver, EntryAssemblyVersion>();
        services.AddSingleton<ICakeVersionFeature, VersionFeature>();
        services.AddSingleton<ICakeInfoFeature, InfoFeature>();
        services.AddSingleton<IFrostingContext, FrostingContext>();
    }

    public static CakeHost Create() => new();

    public CakeHost AddAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        assemblies.Add(assembly);
        return this;
    }

    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services(this.services);
        return this;
    }

    public int Run(IEnumerable<string> args)
    {
        foreach (var type in assemblies.SelectMany(assembly => assembly.GetExportedTypes()).Where(IsTask))
            services.AddSingleton(typeof(IFrostingTask), type);

        var command = new ServiceCollection();
        command.AddSingleton<IServiceCollection>(services);
        var app = new CommandApp<HostCommand>(new TypeRegistrar(command));
        app.Configure(configuration => configuration
            .AddExample()
            .AddExample("--verbosity", "quiet")
            .AddExample("--tree"));
        return app.Run(args);
    }

    private static bool IsTask(Type type) =>
        type is { IsClass: true, IsAbstract: false } && typeof(IFrostingTask).IsAssignableFrom(type);
}
