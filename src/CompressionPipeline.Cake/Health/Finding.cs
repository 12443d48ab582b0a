namespace CompressionPipeline.Cake.Health;

/// <summary>What a finding means for the pipeline.</summary>
internal enum Health
{
    Good,
    /// <summary>The pipeline runs, but slower or with less than it could.</summary>
    Poor,
    Broken,
}

/// <summary>The result of one check of <c>Doctor</c>.</summary>
internal sealed record Finding(string Subject, Health Health, string Text, string Fix = "")
{
    public static Finding Good(string subject, string text) => new(subject, Health.Good, text);

    public static Finding Poor(string subject, string text, string fix) => new(subject, Health.Poor, text, fix);

    public static Finding Broken(string subject, string text, string fix) => new(subject, Health.Broken, text, fix);
}
