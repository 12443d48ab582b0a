using Cake.Frosting;
using CompressionPipeline.Cake;

return new CakeHost().UseCompressionPipeline().Run(args);
