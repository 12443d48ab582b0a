using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.Context;

/// <summary>The stages that plans are made of.</summary>
/// <param name="Stages">Every stage by name.</param>
/// <param name="SourceDigest">The digest of what the options of <c>data</c> read.</param>
/// <param name="Shapes">The named T5 shapes a manifest may start from, with their encoder and decoder layers.</param>
/// <param name="HubCommit">The commit of a model of the Hugging Face hub.</param>
public sealed record StageSet(
    IReadOnlyDictionary<string, IStage> Stages,
    Func<JsonObject, Digest> SourceDigest,
    IReadOnlyDictionary<string, (int Encoder, int Decoder)> Shapes,
    Func<ModelInit, string>? HubCommit = null);
