using System.Text;
using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Methods;

namespace CompressionPipeline.Models.Search;

/// <summary>A search as a file: from it the search goes on as if it had never stopped.</summary>
/// <param name="Searcher">Which searcher.</param>
/// <param name="Space">The space's fingerprint.</param>
/// <param name="Objectives">Names of the objectives.</param>
/// <param name="Seed">Of all random choices.</param>
/// <param name="InFlight">Evaluations that may go on at a time.</param>
/// <param name="Evaluations">What was told, in any order.</param>
internal sealed record SearchState(
    SearcherKind Searcher, string Space, IReadOnlyList<string> Objectives, long Seed, int InFlight,
    IReadOnlyList<Evaluation> Evaluations)
{
    /// <summary>What to do about a file that does not fit.</summary>
    public const string Fix = "Delete the file, and the search begins anew.";

    private static readonly JsonSerializerOptions Strict = new(OptionsJson.Settings)
    {
        WriteIndented = false,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>The state as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Strict);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">Its file, for the error message.</param>
    /// <exception cref="PipelineException">It is no JSON, or has unknown or missing members.</exception>
    public static SearchState Parse(string json, string source) =>
        StrictJson.Parse<SearchState>(Encoding.UTF8.GetBytes(json), source, Strict, Fix);

    /// <summary>Refuses the state of a search for something else.</summary>
    /// <param name="begun">The state of the search that is to go on, before its first evaluation.</param>
    /// <param name="source">This state's file, for the error message.</param>
    /// <exception cref="PipelineException">Something was changed; says what.</exception>
    public void RequireSameAs(SearchState begun, string source)
    {
        Require("searcher", Searcher.ToString(), begun.Searcher.ToString());
        Require("space", Space, begun.Space);
        Require("objectives", string.Join(", ", Objectives), string.Join(", ", begun.Objectives));
        Require("seed", FormattableString.Invariant($"{Seed}"), FormattableString.Invariant($"{begun.Seed}"));
        Require("in-flight", FormattableString.Invariant($"{InFlight}"), FormattableString.Invariant($"{begun.InFlight}"));

        void Require(string key, string there, string here)
        {
            if (there != here)
                throw new InvalidFileException(source, $"it is of a search with '{key}' {there}, and this one has {here}", Fix);
        }
    }
}
