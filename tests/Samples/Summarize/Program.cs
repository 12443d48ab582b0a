using CompressionPipeline.Inference;

using var summarizer = Summarizer.Load(Path.Combine(AppContext.BaseDirectory, "models", "dotnet-docs"));
foreach (var summary in summarizer.Summarize(args))
    Console.WriteLine(summary);
