using Cake.Frosting;
using CompressionPipeline.Cake.Compression;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Display;
using CompressionPipeline.Cake.Lifetime;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Stages.Catalog;
using CompressionPipeline.Stages.Data;
using Microsoft.Extensions.DependencyInjection;

namespace CompressionPipeline.Cake;

/// <summary>The host as the program and its tests both run it.</summary>
public static class CakeHostExtensions
{
    /// <summary>Registers the context, the lifetimes and what they are made of.</summary>
    public static CakeHost UseCompressionPipeline(this CakeHost host) => host
        .AddAssembly(typeof(PipelineContext).Assembly)
        .UseContext<PipelineContext>()
        .UseLifetime<PipelineLifetime>()
        .UseTaskLifetime<PipelineTaskLifetime>()
        .ConfigureServices(services => services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(_ => new StageSet(StageCatalog.All(), DataSourceDigest.Of, T5Config.ShapeDepths))
            .AddSingleton(_ => Terminal.Create())
            .AddSingleton<Interruption>()
            .AddSingleton<ConsoleProgress>());

    /// <summary>
    /// Runs the host, then writes what tasks left to say last: Cake ends every run with its own table, and a reader looks at the end.
    /// </summary>
    /// <returns>0 where all went well, else -1, which a shell sees as 255.</returns>
    public static int RunWithSummary(this CakeHost host, IEnumerable<string> args)
    {
        Terminal.SuppressColorInPipes();
        var words = new FinalSummary();
        var code = host.ConfigureServices(services => services.AddSingleton(words)).Run(args);
        words.WriteTo(Terminal.Create());
        return code;
    }
}
