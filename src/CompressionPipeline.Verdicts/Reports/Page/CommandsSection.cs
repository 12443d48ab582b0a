using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>The exact commands, each to be copied.</summary>
internal static class CommandsSection
{
    public static Html Render(GateResult result) => Html.Join(result.Commands.Select((command, i) =>
        Html.Of($"<div class=\"command\"><pre id=\"command-{i}\" tabindex=\"0\"><code>{command}</code></pre><button type=\"button\" data-copy=\"command-{i}\" hidden>Copy</button></div>\n")));
}
