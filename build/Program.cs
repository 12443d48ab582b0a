using Cake.Frosting;
using CompressionPipeline.Build;
using CompressionPipeline.Cake;

return new CakeHost()
    .UseCompressionPipeline(options => options.AddArguments(Arguments.Filter, Arguments.Fix, Arguments.Runs))
    .Run(args);
