using Cake.Frosting;
using CompressionPipeline.Cake;

return new CakeHost().UseCompressionPipeline().RunToTheLastWord(args);
