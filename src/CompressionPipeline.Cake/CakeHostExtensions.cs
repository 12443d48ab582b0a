using System.Reflection;
using Cake.Core;
using Cake.Frosting;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Display;
using CompressionPipeline.Cake.Lifetime;
using CompressionPipeline.Models;
using CompressionPipeline.Stages;
using CompressionPipeline.Stages.Catalog;
using CompressionPipeline.Stages.Data;
using Microsoft.Extensions.DependencyInjection;

namespace CompressionPipeline.Cake;

/// <summary>Makes a Cake host compress models.</summary>
public static class CakeHostExtensions
{
    /// <summary>
    /// Adds the targets of the pipeline, from <c>Data</c> to <c>Release</c>, and the context that they share.
    /// <c>return new CakeHost().UseCompressionPipeline().Run(args);</c> is a whole program. Tasks of the host's own assembly are
    /// found by Cake: each derives from <see cref="FrostingTask{T}"/> of <see cref="PipelineContext"/>, and
    /// <see cref="IsDependentOnAttribute"/> and <see cref="IsDependeeOfAttribute"/> place it after or before one of ours.
    /// </summary>
    /// <param name="host">The host; it must not have a context or lifetime of its own.</param>
    /// <param name="configure">Adds what the host has of its own: arguments, stages, data sources.</param>
    /// <returns>The host.</returns>
    public static CakeHost UseCompressionPipeline(this CakeHost host, Action<CompressionPipelineOptions>? configure = null)
    {
        Terminal.SuppressColorInPipes();
        var options = new CompressionPipelineOptions();
        configure?.Invoke(options);
        return host
            .AddAssembly(typeof(PipelineContext).Assembly)
            .UseContext<PipelineContext>()
            .UseLifetime<PipelineLifetime>()
            .UseTaskLifetime<PipelineTaskLifetime>()
            .ConfigureServices(services => options.Targets = () => TaskNames(services))
            .ConfigureServices(services => services
                .AddSingleton(options)
                .AddSingleton(TimeProvider.System)
                .AddSingleton(_ => new StageSet(
                    StageCatalog.All(options.Stages), DataSourceDigest.Of, ModelFamilies.ShapeDepths, HubModel.Commit))
                .AddSingleton(_ => Terminal.Create())
                .AddSingleton<Interruption>()
                .AddSingleton<ConsoleProgress>()
                .AddSingleton<FinalSummary>()
                .AddSingleton<ICakeReportPrinter, SummaryReportPrinter>());
    }

    // Of the types, because a task may ask for the context, which asks for the names.
    private static IEnumerable<string> TaskNames(IServiceCollection services) => services
        .Where(service => service.ServiceType == typeof(IFrostingTask))
        .Select(service => service.ImplementationType).OfType<Type>()
        .Select(type => type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name);
}
