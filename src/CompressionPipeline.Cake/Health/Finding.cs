namespace CompressionPipeline.Cake.Health;

/// <summary>How a finding bears on the pipeline.</summary>
public enum Health
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>The pipeline runs, but slower or with less than it could.</summary>
    Poor,

    /// <summary>The pipeline cannot run.</summary>
    Broken,
}

/// <summary>One thing the doctor looked at.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Health">How it is.</param>
/// <param name="Text">What was found.</param>
/// <param name="Fix">The command, or what else to do; empty where nothing is to be done.</param>
public sealed record Finding(string Subject, Health Health, string Text, string Fix = "")
{
    internal static Finding Good(string subject, string text) => new(subject, Health.Good, text);

    internal static Finding Poor(string subject, string text, string fix) => new(subject, Health.Poor, text, fix);

    internal static Finding Broken(string subject, string text, string fix) => new(subject, Health.Broken, text, fix);
}
