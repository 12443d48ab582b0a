using Cake.Frosting;
using CompressionPipeline.Build;

return new CakeHost().UsePipeline().RunToTheLastWord(args);
