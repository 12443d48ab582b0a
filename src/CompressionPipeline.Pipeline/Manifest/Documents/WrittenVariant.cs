namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>A variant and the dotted key under which it is written, for errors.</summary>
internal sealed record WrittenVariant(Variant Variant, string Path);
