using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Tests.Manifest;

/// <summary>What <c>budgets</c> may say and what it must not.</summary>
public static class BudgetTests
{
    public sealed class TheVocabulary : ManifestFixture
    {
        [Theory]
        [InlineData("rouge1: { max-drop: 2 }", "rouge1", BudgetRule.MaxDrop, 2)]
        [InlineData("rouge3: { max-drop-percent: 5 }", "rouge3", BudgetRule.MaxDropPercent, 5)]
        [InlineData("rougeL: { min-gain: 0.5 }", "rougeL", BudgetRule.MinGain, 0.5)]
        [InlineData("rougeLsum: { min-gain-percent: 120 }", "rougeLsum", BudgetRule.MinGainPercent, 120)]
        [InlineData("parameters: { min-gain-percent: 30 }", "parameters", BudgetRule.MinGainPercent, 30)]
        [InlineData("bytes: { max: 12000000 }", "bytes", BudgetRule.Max, 12000000)]
        [InlineData("memory: { max: 5e8 }", "memory", BudgetRule.Max, 5e8)]
        public void Should_Know_Each_Metric_And_Limit(string written, string metric, BudgetRule rule, double limit)
        {
            // When
            var budget = ReadEntry($"{Entry}\n    budgets: {{ {written} }}").Models.Single().Budgets.Single();

            // Then
            Assert.Equal(new Budget(metric, rule, limit), budget with { Location = null });
        }

        [Fact]
        public void Should_Say_Of_A_Time_In_Which_Runtime_And_Phase()
        {
            // When
            var budgets = ReadEntry(Entry + """

                    benchmark: { runtimes: [onnxruntime, torch] }
                    budgets:
                      latency:
                        - { min-speedup: 1.5, phase: total }
                        - { max-ms: 3, runtime: torch, phase: first-token, batch-size: 8 }
                """).Models.Single().Budgets;

            // Then
            Assert.Equal(
            [
                new Budget("latency", BudgetRule.MinSpeedup, 1.5) { BatchSize = 1 },
                new Budget("latency", BudgetRule.Max, 3) { BatchSize = 8, Runtime = "torch", Phase = "first-token" },
            ], budgets.Select(budget => budget with { Location = null }));
        }

        [Fact]
        public void Should_Compare_With_Several_References_But_Only_Where_A_Limit_Compares()
        {
            // Given
            Write("released.json", "{}");

            // When
            var budgets = ReadEntry(Entry + """

                    references: { released: { result: released.json } }
                    budgets:
                      rouge2:
                        - { max-drop: 3 }
                        - { max-drop: 1, min: 20, against: released }
                """).Models.Single().Budgets;

            // Then
            Assert.Equal(
            [
                new Budget("rouge2", BudgetRule.MaxDrop, 3),
                new Budget("rouge2", BudgetRule.MaxDrop, 1) { Against = "released" },
                new Budget("rouge2", BudgetRule.Min, 20),
            ], budgets.Select(budget => budget with { Location = null }));
        }
    }

    public sealed class Contradictions : ManifestFixture
    {
        [Theory]
        [InlineData("rouge2: [{ max-drop: 3 }, { max-drop: 2 }]", "rouge2[1].max-drop: contradicts line 10: one limit of a kind")]
        [InlineData(
            "rouge2: [{ min: 3, max-drop: 1, against: released }, { min: 2 }]",
            "rouge2[1].min: contradicts line 10: one limit of a kind")]
        [InlineData(
            "rouge2: [{ max-drop: 3, against: released }, { max-drop: 2, against: released }]",
            "rouge2[1].max-drop: contradicts line 10: one limit of a kind against released")]
        [InlineData(
            "latency: [{ max-ms: 3 }, { max-ms: 4, runtime: onnxruntime, phase: total }]",
            "latency[1].max-ms: contradicts line 10: one limit of a kind at batch size 1")]
        [InlineData(
            "latency: [{ max-ms: 3, runtime: torch, phase: token, batch-size: 8 }, "
                + "{ max-ms: 4, runtime: torch, phase: token, batch-size: 8 }]",
            "latency[1].max-ms: contradicts line 10: one limit of a kind at batch size 8 in torch of the phase token")]
        [InlineData(
            "rouge2: { max-drop: 3, min-gain: 1 }",
            "rouge2.min-gain: contradicts line 10: one allows a loss and the other demands a gain; keep one")]
        [InlineData(
            "rouge2: [{ min-gain-percent: 1 }, { max-drop: 3 }]",
            "rouge2[1].max-drop: contradicts line 10: one allows a loss and the other demands a gain; keep one")]
        [InlineData("rouge2: { max-drop-percent: 3, min-gain-percent: 1, against: released }",
            "rouge2.min-gain-percent: contradicts line 10: one allows a loss and the other demands a gain against released; "
                + "keep one")]
        public void Should_Be_Errors_That_Name_Both_Places(string budgets, string expected)
        {
            // Given
            Write("released.json", "{}");

            // When
            var errors = ErrorsOf(
                $"    budgets: {{ {budgets} }}\n    references: {{ released: {{ result: released.json }} }}\n    benchmark: "
                    + $"{{ runtimes: [onnxruntime, torch] }}");

            // Then
            Assert.EndsWith($": models.m.budgets.{expected}", Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Name_The_Command_Line_As_The_Other_Place()
        {
            // When
            var errors = ErrorsOf(
                "    budgets: { rouge2: { min-gain: 1 } }", new Dictionary<string, string> { ["budgets.rouge2.max-drop"] = "3" });

            // Then
            Assert.Equal(
                "models.yaml(10,26): models.m.budgets.rouge2.min-gain: contradicts the command line: one allows a loss and the "
                    + "other demands a gain; keep one",
                errors);
        }

        [Theory]
        [InlineData("rouge2: { max-drop: 3, min-gain: 0 }")]
        [InlineData("rouge2: [{ max-drop: 3 }, { min-gain: 1, against: released }]")]
        [InlineData("rouge2: { max-drop: 3, max-drop-percent: 5, min: 20 }, rougeL: { min-gain: 1 }")]
        [InlineData(
            "latency: [{ max-ms: 3, min-speedup: 2 }, { max-ms: 3, runtime: torch }, { max-ms: 3, phase: token }, { max-ms: 3, "
                + "batch-size: 8 }]")]
        public void Should_Not_Be_Seen_In_Limits_That_Can_Be_Kept_Together(string budgets)
        {
            // Given
            Write("released.json", "{}");

            // When
            var manifest = ReadEntry(
                $"{Entry}\n    budgets: {{ {budgets} }}\n    references: {{ released: {{ result: released.json }} }}\n    "
                    + $"benchmark: {{ runtimes: [onnxruntime, torch] }}");

            // Then
            Assert.NotEmpty(manifest.Models.Single().Budgets);
        }
    }

    public sealed class WhatIsNotThere : ManifestFixture
    {
        [Theory]
        [InlineData(
            "latency: { max-ms: 3, runtime: torch }",
            "latency.runtime: runtime torch is not measured: benchmark.runtimes is onnxruntime; add it there")]
        [InlineData(
            "latency: { max-ms: 3, runtime: tensorrt }",
            "latency.runtime: unknown value 'tensorrt'; valid here: onnxruntime, torch")]
        [InlineData(
            "latency: { max-ms: 3, phase: decoder }",
            "latency.phase: unknown value 'decoder'; valid here: total, encoder, first-token, token")]
        [InlineData("latency: { max-ms: }", "latency.max-ms: expected a number, not nothing")]
        [InlineData("rouge2: { against: released }", "rouge2: this sets no limit")]
        [InlineData(
            "rouge2: { min: 20, against: released }", "rouge2.against: no limit here compares with anything; remove 'against'")]
        [InlineData(
            "rouge2: { max-drop: 2, against: relaesed }",
            "rouge2.against: there is no reference 'relaesed'; did you mean 'released'?")]
        [InlineData(
            "rouge2: { max-drop: 2, against: baseline }",
            "rouge2.against: 'baseline' is what limits compare with anyway; remove 'against'")]
        [InlineData(
            "parameters: { min-gain-percent: 100 }", "parameters.min-gain-percent: must be more than 0, less than 100, not 100")]
        [InlineData("parameters: { }", "parameters: this sets no limit")]
        public void Should_Be_A_Error_To_Limit(string budgets, string expected)
        {
            // Given
            Write("released.json", "{}");

            // When
            var errors = ErrorsOf($"    budgets: {{ {budgets} }}\n    references: {{ released: {{ result: released.json }} }}");

            // Then
            Assert.EndsWith($": models.m.budgets.{expected}", Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Ask_For_A_Reference_Where_None_Is_Named()
        {
            // When
            var errors = ErrorsOf("    budgets: { rouge2: { max-drop: 2, against: released } }");

            // Then
            Assert.EndsWith(
                "against: there is no reference 'released'; name it, and its result.json, under 'references'", errors,
                StringComparison.Ordinal);
        }
    }

    public sealed class TheReferences : ManifestFixture
    {
        [Fact]
        public void Should_Be_Files_Relative_To_The_Manifest()
        {
            // Given
            Write("results/released.json", "{}");

            // When
            const string Text = "references: { released: { result: results/released.json, variant: d2 }, "
                + "first: { result: results/released.json } }";
            var references = ReadEntry($"{Entry}\n    {Text}").Models.Single().References;

            // Then
            var file = Folder.File("results", "released.json");
            Assert.Equal(
                [new NamedReference("released", file, "") { Variant = "d2" }, new NamedReference("first", file, "")], references);
        }

        [Theory]
        [InlineData(
            "released: { result: relased.json }",
            "released.result: there is no result at relased.json; did you mean 'released.json'?")]
        [InlineData(
            "released: { variant: d2 }", "released.result: missing; the result.json of an earlier run, relative to this file")]
        [InlineData(
            "baseline: { result: released.json }",
            "baseline: 'baseline' is the unpruned model of the same run; give this reference another name")]
        [InlineData("Released: { result: released.json }", "Released: this name must be " + EntryName.Meaning)]
        public void Should_See_What_Is_Wrong_In_Them(string references, string expected)
        {
            // Given
            Write("released.json", "{}");

            // When
            var errors = ErrorsOf($"    references: {{ {references} }}");

            // Then
            Assert.EndsWith($": models.m.references.{expected}", Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
        }
    }

    public sealed class ThePick : ManifestFixture
    {
        [Fact]
        public void Should_Say_What_Is_Best_And_Within_What()
        {
            // When
            const string Text = "budgets: { pick: { best: latency, batch-size: 8, within: { rouge2: 1.0, rougeL: 2 } } }";
            var pick = ReadEntry($"{Entry}\n    {Text}").Models.Single().Pick!;

            // Then
            Assert.Equal(("latency", 8), (pick.Best, pick.BatchSize));
            Assert.Equal(new Dictionary<string, double> { ["rouge2"] = 1, ["rougeL"] = 2 }, pick.Within);
            Assert.Equal((10, 5), (pick.Location!.Line, pick.Location.Column - 11));
        }

        [Fact]
        public void Should_Be_Absent_Where_Nothing_Is_Said() => Assert.Null(ReadEntry(Entry).Models.Single().Pick);

        [Theory]
        [InlineData("{ within: { rouge2: 1 } }", "pick.best: missing; the metric by which the best variant is taken")]
        [InlineData("{ best: latncy }", "pick.best: unknown value 'latncy'; did you mean 'latency'?")]
        [InlineData(
            "{ best: latency, within: { meteor: 1 } }",
            "pick.within.meteor: unknown key; valid here: rouge1, rouge2, rouge3, rougeL, rougeLsum, bleu, accuracy, f1, "
                + "macro-f1, matthews, spearman")]
        [InlineData("{ best: latency, within: { rouge2: -1 } }", "pick.within.rouge2: must be 0 to 100, not -1")]
        [InlineData(
            "{ best: latency, batch-size: 4 }",
            "pick.batch-size: batch size 4 is not measured: benchmark.batch-sizes is 1, 8; add it there")]
        [InlineData("{ best: bytes, batch-size: 1 }", "pick.batch-size: bytes has no batch size; remove it")]
        public void Should_See_What_Is_Wrong_In_It(string pick, string expected)
        {
            // When
            var errors = ErrorsOf($"    budgets: {{ pick: {pick} }}");

            // Then
            Assert.EndsWith($": models.m.budgets.{expected}", Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
        }
    }
}
