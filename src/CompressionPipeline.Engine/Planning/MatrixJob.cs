namespace CompressionPipeline.Engine;

/// <summary>One job on a runner: the strings that a workflow's matrix hands to it.</summary>
/// <param name="Name">For people: <c>docs/shallow-decoder</c>, or the first of several and how many more.</param>
/// <param name="Slug">By what the job makes: the same one in a later run makes the same artifacts.</param>
/// <param name="Only">Models with a variant each, with commas between them, as <c>--only</c> takes them.</param>
/// <param name="Takes">What the job begins from, as it was handed on: <c>stored-…</c> of unpruned models, with commas between them; empty of a job for such.</param>
/// <param name="RunsOn">Labels of the runner.</param>
/// <param name="Timeout">Minutes.</param>
public sealed record MatrixJob(string Name, string Slug, string Only, string Takes, IReadOnlyList<string> RunsOn, int Timeout)
{
    /// <summary>Name under which everything that the job made is handed on: checkpoints and graphs.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Stored => $"stored-{Slug}";

    /// <summary>Name under which that part is handed on which the gate reads.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Measured => $"measured-{Slug}";
}
