namespace CompressionPipeline.Build; internal static class Program { private static int Main() => 0; }
