using CompressionPipeline.Core;
using System.Text.RegularExpressions;
using CompressionPipeline.GitHub.Comments;
using FsCheck;
using FsCheck.Fluent;
using TestKit;

namespace CompressionPipeline.GitHub.Tests.Comments;

public static partial class CommentBodyTests
{
    private static readonly CommentMark Mark = new("models.yaml", new(42, 1));

    public sealed class TheRenderMethod
    {
        [Fact]
        public void Should_Look_As_Approved()
        {
            // Given
            ReportSection[] sections =
            [
                new("", "❌ **FAIL**: dotnet-docs misses one budget.", 100),
                new("Results", "| model | ROUGE-2 | latency |\n|---|---|---|\n| dotnet-docs | 19.2 → 17.9 | 41 → 25 ms |", 90),
                new("Test conditions", "```\nbatch 1, beam 4\n", 10) { Folded = true },
                new("A <title> of @mallory's", "Text of <script>alert(1)</script>\n- list\n  ```\n  nested", 5) { Folded = true },
            ];

            // Then
            Approve.Text(
                CommentBody.Render(Mark, sections, "[the run](https://github.com/acme/models/actions/runs/42)"), "CommentBody");
        }

        [Fact]
        public void Should_Leave_Out_The_Least_Important_First_And_Say_So()
        {
            // Given
            var filler = string.Concat(Enumerable.Repeat("0123456789\n", 3_000));
            ReportSection[] sections =
                [new("Verdict", "PASS", 9), new("Details", filler, 3), new("Table", filler, 5), new("History", "short", 1)];

            // When
            var body = CommentBody.Render(Mark, sections, "https://example.org/run");

            // Then
            Assert.Contains("### Verdict", body);
            Assert.Contains("### Table", body);
            Assert.DoesNotContain("### Details", body);
            Assert.DoesNotContain("### History", body);
            Assert.EndsWith("https://example.org/run\n", body);
            Assert.All(["“Details”", "“History”"], left => Assert.Contains(left, body));
        }

        [Fact]
        public void Should_Keep_The_First_Rows_Of_A_Table_That_May_Be_Cut()
        {
            // Given
            var table = "| model |\n|---|\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"| model number {i} |\n"));

            // When
            var body = CommentBody.Render(
                Mark, [new("Verdict", "PASS", 9), new("Table", table, 5) { CutAtLines = true }], "the run");

            // Then
            Assert.InRange(body.Length, 60_000, CommentBody.Limit);
            Assert.Contains("| model number 99 |\n", body);
            Assert.Matches(@"the last [\d,]+ lines of “Table”", body);
        }

        [Fact]
        public void Should_Name_Only_A_Few_Of_Many_Parts_Left_Out()
        {
            // Given
            var sections = Enumerable.Range(0, 500).Select(i => new ReportSection($"Part {i}", new string('x', 1_000), -i))
                .ToList();

            // When
            var body = CommentBody.Render(Mark, sections, "the run");

            // Then
            Assert.InRange(body.Length, 55_000, CommentBody.Limit);
            Assert.Matches(@"“Part \d+”, [\d,]+ more\. All of it: the run", body);
        }

        [Fact]
        public void Should_Be_Within_The_Limit_Whole_And_Balanced_Whatever_The_Parts_Are()
        {
            // Given
            var bits = Gen.Elements(
                "\n", "```", "~~~~", "```cs", "  ```", "> ```", "- ~~~", "<details>", "</details>", "<summary>", "<!--", "-->",
                "<", "|", "@a", "text ", "é", "😀", "\uD83D", "\r\n", "\u2028", "\0", "`", new string('y', 300),
                new string('`', 70_000), string.Concat(
                    Enumerable.Repeat("line\n", 3_000)));
            var section =
                from title in bits
                from parts in bits.ListOf()
                from importance in Gen.Choose(0, 5)
                from folded in Gen.Elements(true, false)
                from cut in Gen.Elements(true, false)
                select new ReportSection(title, string.Concat(parts), importance) { Folded = folded, CutAtLines = cut };
            var bodies = section.ListOf()
                .SelectMany(sections => Gen.Choose(8_000, CommentBody.Limit).Select(limit => (sections, limit))).ToArbitrary();

            // Then
            Prop.ForAll(bodies, given =>
            {
                var body = CommentBody.Render(Mark, [.. given.sections], "the run", given.limit);
                return body.Length <= given.limit && CommentMark.Of(body) == Mark && Balanced(body);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
        }

        [Fact]
        public void Should_Render_256_Entries()
        {
            // Given
            var sections = Enumerable.Range(0, 256).Select(i => new ReportSection(
                $"Entry {i}", string.Concat(Enumerable.Repeat("| a | b | `c` |\n", 200)), i) { Folded = true }).ToList();

            // When
            var body = CommentBody.Render(Mark, sections, "the run");

            // Then
            Assert.True(body.Length <= CommentBody.Limit);
        }

        /// <summary>
        /// As CommonMark reads it: fences at the start of a line, and outside of them our own tags only, each closed.
        /// </summary>
        private static bool Balanced(string body)
        {
            var (fence, depth) = ("", 0);
            foreach (var line in body.Split('\n').Skip(1))
            {
                var mark = Fence().Match(line);
                if (fence.Length > 0)
                {
                    if (mark.Success && mark.Groups[1].Value[0] == fence[0]
                        && mark.Groups[1].Length >= fence.Length && mark.Groups[2].Value.Trim().Length == 0)
                        fence = "";
                    continue;
                }
                if (mark.Success && !(mark.Groups[1].Value[0] == '`' && mark.Groups[2].Value.Contains('`')))
                    fence = mark.Groups[1].Value;
                depth += line == "<details>" ? 1 : line == "</details>" ? -1 : 0;
                if (depth is < 0 or > 1 || Tag().IsMatch(line))
                    return false;
            }
            return fence.Length == 0 && depth == 0;
        }
    }

    [GeneratedRegex("^ {0,3}(`{3,}|~{3,})(.*)$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<!\\)<(?=[A-Za-z!/?])(?!/?details>|/?summary>)")]
    private static partial Regex Tag();
}
