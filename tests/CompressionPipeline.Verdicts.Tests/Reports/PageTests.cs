using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Reports.Cards;
using CompressionPipeline.Verdicts.Reports.Markdown;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Reports.Page;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Reports;

public class PageTests
{
    public class ThePieces
    {
        [Fact]
        public void Should_Escape_What_Is_Put_In()
        {
            // Given
            const string text = "<b title=\"x\">'&'</b>";

            // When
            var piece = Html.Of($"<p class=\"{text}\">{text}</p>");

            // Then
            Assert.Equal(
                "<p class=\"&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;\">&lt;b "
                    + "title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;</p>",
                piece.ToString());
        }

        [Fact]
        public void Should_Not_Escape_A_Piece_Again() =>
            Assert.Equal("<p><b>&lt;</b></p>", Html.Of($"<p>{Html.Of($"<b>{"<"}</b>")}</p>").ToString());

        [Fact]
        public void Should_Drop_What_Turns_A_Text_Round_Or_Is_None() =>
            Assert.Equal("a b c d\ne", Html.Of($"{"a\u0007b\u202ec\u001bd\ne"}").ToString());
    }

    public class TheDifference
    {
        [Fact]
        public void Should_Mark_The_Words_That_Only_One_Text_Holds()
        {
            // When
            var difference = WordDifference.Of("Removes all elements from the list", "removes every element from the list now");

            // Then
            Assert.Equal([("Removes", false), ("all elements", true), ("from the list", false)], difference.First);
            Assert.Equal(
                [("removes", false), ("every element", true), ("from the list", false), ("now", true)], difference.Second);
        }
    }

    public class TheLimits
    {
        [Theory]
        [InlineData(BudgetRule.MaxDrop, 3, -3)]
        [InlineData(BudgetRule.MinGain, 1, 1)]
        [InlineData(BudgetRule.MaxDropPercent, 10, -2.5)]
        [InlineData(BudgetRule.MinGainPercent, 4, 1)]
        [InlineData(BudgetRule.Min, 20, -5)]
        public void Should_Stand_Where_A_Change_Would_Meet_Them(BudgetRule rule, double limit, double expected)
        {
            // Given
            var result = new GateResult(
                "m", Verdict.Pass, new("baseline") { Scores = new Dictionary<string, ScoreResult> { ["rouge2"] = new(25) } }, [])
            {
                Rules = new() { Budgets = [new("rouge2", rule, limit), new("rouge2", rule, limit) { Against = "release" }] },
            };

            // Then
            Assert.Equal(expected, Assert.Single(BudgetLimits.Change(result, "rouge2")).Value);
        }
    }

    public class TheWholePage
    {
        [Fact]
        public void Should_Draw_A_Hundred_Variants_In_A_File_That_Opens_At_Once() =>
            Assert.InRange(HtmlReport.Render(SampleReport.Many(100)).Length, 1, 4_000_000);

        [Fact]
        public void Should_Keep_Every_Variant_With_A_Score_That_Is_No_Number()
        {
            // Given
            var broken = SampleReport.Pass.Variants[0] with
            {
                Scores = new Dictionary<string, ScoreResult>
                {
                    ["rouge2"] = new(
                        double.NaN) { Change = new(double.NaN, double.NegativeInfinity, double.NaN, double.PositiveInfinity) },
                },
                Parameters = double.PositiveInfinity,
            };

            // When
            var page = HtmlReport.Render(SampleReport.Pass with { Variants = [broken, .. SampleReport.Sweep.Variants] });

            // Then
            Assert.DoesNotContain("\"NaN", page);
            Assert.DoesNotContain("∞\"", page);
            Assert.Contains("shallow-decoder", page);
        }
    }

    public class WhatWasKept
    {
        private static readonly ModelResult Narrow = new("narrow")
        {
            Widths = new(
                [new(new(2, 4), new(48, 64)), new(new(0, 4), new(0, 64))], [new(new(4, 4), new(64, 64), new(3, 4))]),
            Parameters = 9_000,
            ParametersOfFreeWidths = 8_500,
            MaskTraining = new(0.3, 200, [new(100, 2.5, 0.1, 0.15), new(200, 2.25, 0.29, 0.3)]),
        };

        private static string Page(ModelResult variant) =>
            HtmlReport.Render(new GateResult("m", Verdict.Pass, new("baseline"), [variant]));

        [Fact]
        public void Should_Show_Heads_And_Units_Of_Every_Layer_And_How_Gates_Came_To_Them()
        {
            // When
            var page = Page(Narrow);

            // Then: encoder and decoder, sparsity and loss
            Assert.Equal(2, page.Split("<svg class=\"widths\"").Length - 1);
            Assert.Contains(">48 of 64<", page);
            Assert.Contains(">0 of 4<", page);
            Assert.Contains(">3 of 4<", page);
            Assert.Equal(2, page.Split("<svg class=\"curves\"").Length - 1);
            Assert.Contains("8,500", page);
        }

        [Fact]
        public void Should_Say_How_Many_Pieces_Of_All_There_Are_In_Every_Report()
        {
            // Given
            var variant = SampleReport.Pass.Variants[0] with { Vocabulary = new(1500, 32128) };

            // Then
            Assert.Contains("1,500 of 32,128", Page(variant));
            Assert.Contains("1,500 of 32,128", MarkdownReport.Render(SampleReport.Pass with { Variants = [variant] }));
            Assert.Contains("| vocabulary | 32,128 | 1,500 | -95 % |", ModelCard.Render(SampleReport.Pass, variant));
        }

        [Fact]
        public void Should_Show_Nothing_Where_Layers_Alone_Went() =>
            Assert.DoesNotContain("<svg class=\"widths\"", Page(new("shallow") { Kept = new([0, 1], [0]) }));
    }
}
