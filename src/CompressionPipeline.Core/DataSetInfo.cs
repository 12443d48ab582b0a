namespace CompressionPipeline.Core;

/// <summary>What <c>dataset.json</c> says about a data-set folder.</summary>
public sealed record DataSetInfo
{
    /// <summary>Where the pairs come from: <c>dotnet-docs</c>, <c>jsonl</c>, <c>csv</c> or <c>parquet</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>SHA-256 over the three files, 64 hexadecimal characters.</summary>
    public string Digest { get; init; } = "";

    /// <summary>SHA-256 over the source files; empty where nobody computed it.</summary>
    public string SourceDigest { get; init; } = "";

    /// <summary>What models are to do with the examples.</summary>
    public ModelTask Task { get; init; } = ModelTask.Summarization;

    /// <summary>The labels, in the order of the models' logits; of a regression the name of the value; else empty.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Whether each example has two texts.</summary>
    public bool HasPairs { get; init; }

    /// <summary>Pairs in <c>train.jsonl</c>.</summary>
    public int Train { get; init; }

    /// <summary>Pairs in <c>validation.jsonl</c>.</summary>
    public int Validation { get; init; }

    /// <summary>Pairs in <c>test.jsonl</c>.</summary>
    public int Test { get; init; }

    /// <summary>What stands before every document when a model reads it.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Tokens of prefix and document that a model reads, end of sequence included.</summary>
    public int MaxSourceLength { get; init; }

    /// <summary>Tokens of a summary that a model learns or writes, end of sequence included.</summary>
    public int MaxTargetLength { get; init; }
}
