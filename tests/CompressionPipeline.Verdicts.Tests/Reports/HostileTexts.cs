namespace CompressionPipeline.Verdicts.Tests.Reports;

/// <summary>What a name or a text may hold when nobody looked at it.</summary>
internal static class HostileTexts
{
    public static IReadOnlyList<string> All { get; } =
    [
        "<script>alert(1)</script>",
        "</script><img src=x onerror=\"window.hacked=1\">",
        "a | b ` c `` d | *bold* _it_ [x](javascript:alert(1))",
        "@everyone #1 https://example.org/a www.example.org",
        "\" onfocus=\"window.hacked=1\" x='",
        "line one\nline two\r\n# heading\n- item\t\u0007\u001b[31mred",
        "\u202Eright to left\u202C שלום עולם مرحبا",
        "emoji 🎉👩‍👩‍👧‍👦 \uD83D and a lone surrogate",
        "-->{{7*7}} ${jndi:x} &lt;b&gt; &amp;",
        "../../../etc/passwd",
        "very-long-" + new string('n', 300),
        "",
    ];
}
