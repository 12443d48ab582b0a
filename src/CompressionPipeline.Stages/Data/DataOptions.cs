using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Data;

/// <summary>Options of <c>data</c>. The two digests stand in the artifact key for what lies behind the paths.</summary>
public sealed record DataOptions
{
    /// <summary>Where the pairs come from. Default: dotnet-docs.</summary>
    [Description("Where the pairs come from.")]
    public DataSource Source { get; init; } = DataSource.DotnetDocs;

    /// <summary>The files of a <c>jsonl</c>, <c>csv</c> or <c>parquet</c> source. Default: none.</summary>
    [ManifestPath, Description("The files of a `jsonl`, `csv` or `parquet` source, relative to the manifest's folder.")]
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Key or column of what the model reads. Default: document.</summary>
    [Description("Key or column of what the model reads.")]
    public string DocumentKey { get; init; } = "document";

    /// <summary>Key or column of what the model should write. Default: summary.</summary>
    [Description("Key or column of what the model should write.")]
    public string SummaryKey { get; init; } = "summary";

    /// <summary>What stands before every document. Default: <c>"summarize: "</c>.</summary>
    [Description("What stands before every document.")]
    public string Prefix { get; init; } = "summarize: ";

    /// <summary>Tokens of prefix and document that a model reads, end of sentence included. 2 to 65,536. Default: 512.</summary>
    [Range(2, 65536), Description("Tokens of prefix and document that a model reads, end of sentence included.")]
    public int MaxSourceLength { get; init; } = 512;

    /// <summary>Tokens of a summary, end of sentence included. 2 to 65,536. Default: 128.</summary>
    [Range(2, 65536), Description("Tokens of a summary, end of sentence included.")]
    public int MaxTargetLength { get; init; } = 128;

    /// <summary>Pairs to use, the first ones in order of id; 0 uses all. Default: 0.</summary>
    [Range(0, int.MaxValue), Description("Pairs to use, the first ones in order of id; 0 uses all.")]
    public int Limit { get; init; }

    /// <summary>SHA-256 of the source's files: what the artifact key sees of them. Filled in by the plan.</summary>
    [Browsable(false), Description("SHA-256 of the source's files; filled in by the plan.")]
    public string? SourceDigest { get; init; }

    /// <summary>Absolute path of a SentencePiece model. Filled in by the plan from the manifest's <c>tokenizer</c>.</summary>
    [Browsable(false), Description("A SentencePiece model; filled in by the plan from the manifest's `tokenizer`.")]
    public string TokenizerPath { get; init; } = "";

    /// <summary>SHA-256 of the tokenizer's file: what the artifact key sees of it. Filled in by the plan.</summary>
    [Browsable(false), Description("SHA-256 of the tokenizer's file; filled in by the plan.")]
    public string? TokenizerDigest { get; init; }
}
