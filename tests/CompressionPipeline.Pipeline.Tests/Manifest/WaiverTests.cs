using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Tests.Manifest;

/// <summary>Leave to miss a budget for a while; it is 1 January 2025.</summary>
public static class WaiverTests
{
    private const string Budgets = "    budgets: { rouge2: { max-drop: 3, min: 20 }, "
        + "latency: [{ min-speedup: 2, max-ms: 9 }, { min-speedup: 2, batch-size: 8 }] }\n";

    public sealed class TheReadMethod : ManifestFixture
    {
        [Fact]
        public void Should_Read_Budget_Variant_Reason_And_End()
        {
            // When
            var waivers = ReadEntry($$"""
                {{Entry}}
                {{Budgets}}    waivers:
                      - { budget: rouge2.max-drop, variant: shallow, reason: " retrained in May ",
                          expires: 2025-06-30, by: release team }
                      - { budget: latency.max-ms, batch-size: 1, reason: "the new machine is late", expires: "2026-01-02" }
                """).Models.Single().Waivers;

            // Then
            Assert.Equal(
            [
                new Waiver("rouge2", BudgetRule.MaxDrop, "retrained in May", new DateOnly(2025, 6, 30))
                {
                    Variant = "shallow", By = "release team",
                },
                new Waiver("latency", BudgetRule.Max, "the new machine is late", new DateOnly(2026, 1, 2)) { BatchSize = 1 },
            ], waivers.Select(waiver => waiver with { Location = null }));
            Assert.Equal((12, 9), (waivers[0].Location!.Line, waivers[0].Location!.Column));
        }

        [Fact]
        public void Should_Leave_It_To_The_Gate_To_Refuse_One_That_Has_Expired()
        {
            // When
            const string Waivers = "waivers: [{ budget: rouge2.min, reason: retrained in May, expires: 2024-12-31 }]";
            var waiver = ReadEntry($"{Entry}\n{Budgets}    {Waivers}").Models.Single().Waivers.Single();

            // Then
            Assert.Equal(new DateOnly(2024, 12, 31), waiver.Expires);
        }

        [Theory]
        [InlineData(
            "budget: rouge2.max-dorp",
            "[0].budget: there is no budget 'rouge2.max-dorp' to waive; did you mean 'rouge2.max-drop'?")]
        [InlineData(
            "budget: parameters.max",
            "[0].budget: there is no budget 'parameters.max' to waive; valid here: rouge2.max-drop, rouge2.min, "
                + "latency.min-speedup, latency.max-ms")]
        [InlineData("budget: rouge2.min, variant: shalow", "[0].variant: there is no variant 'shalow'; did you mean 'shallow'?")]
        [InlineData("budget: rouge2.min, batch-size: 1", "[0].batch-size: rouge2 has no batch size; remove it")]
        [InlineData(
            "budget: latency.max-ms, batch-size: 8", "[0].batch-size: there is no latency.max-ms at batch size 8; valid here: 1")]
        [InlineData("variant: shallow", "[0].budget: missing; the budget that may be missed, as metric and limit")]
        [InlineData(
            "budget: rouge2.min, until: May",
            "[0].until: unknown key; valid here: budget, variant, batch-size, reason, expires, by")]
        public void Should_See_What_It_Cannot_Waive(string waiver, string expected)
        {
            // When
            var errors = ErrorsOf($"{Budgets}    waivers: [{{ {waiver}, reason: retrained in May, expires: 2025-06-30 }}]");

            // Then
            Assert.EndsWith($": models.m.waivers{expected}", Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
        }

        [Theory]
        [InlineData("expires: 2025-06-30", "[0].reason: missing; why the miss is allowed, for whoever reads the report")]
        [InlineData("reason: later, expires: 2025-06-30", "[0].reason: expected a reason of at least 10 characters, not 'later'")]
        [InlineData(
            "reason: \"a        \", expires: 2025-06-30",
            "[0].reason: expected a reason of at least 10 characters, not 'a        '")]
        [InlineData(
            "reason: retrained in May",
            "[0].expires: missing; the last day on which the waiver holds, UTC, at most 366 days ahead")]
        [InlineData(
            "reason: retrained in May, expires: 2025-6-30",
            "[0].expires: expected a day as YYYY-MM-DD, for example 2026-12-31, not '2025-6-30'")]
        [InlineData(
            "reason: retrained in May, expires: 30.06.2025",
            "[0].expires: expected a day as YYYY-MM-DD, for example 2026-12-31, not '30.06.2025'")]
        [InlineData(
            "reason: retrained in May, expires: never",
            "[0].expires: expected a day as YYYY-MM-DD, for example 2026-12-31, not 'never'")]
        [InlineData(
            "reason: retrained in May, expires: 2025-02-30", "[0].expires: the calendar has no day 2025-02-30; write YYYY-MM-DD")]
        [InlineData(
            "reason: retrained in May, expires: 2026-01-03",
            "[0].expires: 2026-01-03 is 367 days ahead; a waiver is for a while: at most 366 days")]
        public void Should_Demand_A_Reason_And_An_End(string waiver, string expected)
        {
            // When
            var errors = ErrorsOf($"{Budgets}    waivers: [{{ budget: rouge2.min, {waiver} }}]");

            // Then
            Assert.EndsWith($": models.m.waivers{expected}", Assert.Single(errors.Split('\n')), StringComparison.Ordinal);
        }

        [Fact]
        public void Should_See_One_That_Says_What_Another_Says()
        {
            // When
            var errors = ErrorsOf($$"""
                {{Budgets}}    waivers:
                      - { budget: rouge2.min, reason: retrained in May, expires: 2025-06-30 }
                      - { budget: rouge2.min, variant: shallow, reason: retrained in May, expires: 2025-06-30 }
                      - { budget: rouge2.min, reason: retrained in June, expires: 2025-07-31 }
                """);

            // Then
            Assert.Equal("models.yaml(14,9): models.m.waivers[2]: waives what line 12 waives; keep one", errors);
        }
    }
}
