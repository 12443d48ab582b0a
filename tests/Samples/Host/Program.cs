using Cake.Frosting;
using CompressionPipeline.Cake;

return new CakeHost()
    .UseCompressionPipeline(options => options
        .AddArguments("channel")
        .AddDataSource(new CommandHelp())
        .AddStage(new Notice()))
    .Run(args);
