using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary><c>base:</c> as it is written: exactly one of init and path.</summary>
internal sealed record BaseDocument
{
    [Description("Name of a T5 shape that starts from random weights."), Example("\"docs-mini\"")]
    public string? Init { get; init; }

    [Range(0, int.MaxValue), Description("Seed of the random weights.")]
    public long Seed { get; init; } = 42;

    [Description("Folder with a Hugging Face T5 checkpoint, relative to this file."), Example("\"checkpoints/flan-t5-small\"")]
    public string? Path { get; init; }
}
