namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>A part of the page with a heading of its own.</summary>
internal sealed record Section(string Id, string Title, Html Content)
{
    /// <summary>The title where there is little room.</summary>
    public string Short { get; init; } = Title;

    public Html Render() => Html.Of($"""
        <section id="{Id}" aria-labelledby="{Id}-title">
        <h2 id="{Id}-title">{Title}</h2>
        {Content}
        </section>

        """);
}
