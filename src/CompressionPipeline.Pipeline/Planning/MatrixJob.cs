using System.Text.Json.Serialization;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>One job on a runner: the strings that a workflow's matrix hands to it.</summary>
/// <param name="Name">For people: <c>docs/shallow-decoder</c>, or the first of several and how many more.</param>
/// <param name="Content">By what the job makes: the same one in a later run makes the same artifacts.</param>
/// <param name="Only">Models with a variant each, with commas between them, as <c>--only</c> takes them.</param>
/// <param name="Takes">What the job begins from, as it was uploaded: <c>stored-…</c> of unpruned models, with commas between
/// them; empty of a job for such.</param>
/// <param name="RunsOn">Labels of the runner.</param>
/// <param name="Timeout">Minutes.</param>
public sealed record MatrixJob(string Name, string Content, string Only, string Takes, IReadOnlyList<string> RunsOn, int Timeout)
{
    /// <summary>The models and variants of <see cref="Only"/>.</summary>
    [JsonIgnore]
    public IEnumerable<(string Model, string Variant)> Pairs =>
        Only.Split(',').Select(pair => pair.Split('/')).Select(pair => (pair[0], pair[1]));

    /// <summary>Name of the upload with everything that the job made: checkpoints and graphs.</summary>
    [JsonIgnore]
    public string Stored => $"stored-{Content}";

    /// <summary>Name of the upload of a job that failed or was cancelled: the stages that it finished.</summary>
    [JsonIgnore]
    public string Partial => $"partial-{Content}";

    /// <summary>Name of the upload with the files that the gate reads.</summary>
    [JsonIgnore]
    public string Measured => $"measured-{Content}";
}
