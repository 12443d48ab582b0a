using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;
using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Pipeline.Tests.Manifest;

public sealed class ManifestPropertyTests : ManifestFixture
{
    private const string Whole = $"version: 2\nmodels:\n  m:\n{Entry}\n"
        + "    budgets: { rouge2: { max-drop: 3.0 }, latency: [{ max-ms: 9, phase: token }], "
        + "pick: { best: latency, within: { rouge2: 1 } } }\n"
        + "    sweep: { prune.decoder-layers: [1, 3] }\n"
        + "    waivers: [{ budget: rouge2.max-drop, variant: d1, reason: retrained in May, expires: 2025-05-31 }]\n"
        + "    fine-tune: { adam: { first: 0.8 }, epochs: 3 }\n";

    [Fact]
    public void Should_Read_Back_Every_Options_Record_It_Prints()
    {
        // Given: JSON is YAML in flow style, so printing is what OptionsJson does
        var options =
            from epochs in Gen.Choose(1, 100_000)
            from rate in Gen.Choose(1, 1_000_000)
            from schedule in Gen.Elements(SampleStages.Schedule.Constant, SampleStages.Schedule.Linear)
            from steps in Gen.Choose(0, int.MaxValue)
            from freeze in Gen.Elements(true, false)
            from remark in ArbMap.Default.GeneratorFor<string?>()
            select new SampleStages.FineTuneOptions
            {
                Epochs = epochs / 100.0,
                LearningRate = rate / 1e6,
                Schedule = schedule,
                WarmUpSteps = steps,
                FreezeEmbeddings = freeze,
                Remark = remark is null ? null : string.Concat(remark.Where(letter => !char.IsSurrogate(letter))),
            };

        // Then
        Prop.ForAll(options.ToArbitrary(), written =>
        {
            var printed = OptionsJson.Write(written);
            printed.Remove("filled-in");
            printed.Remove("init");
            var read = ReadEntry($"{Entry}\n    fine-tune: {printed.ToJsonString()}").Models.Single().StageOptions["fine-tune"];
            return OptionsJson.Read<SampleStages.FineTuneOptions>((JsonObject)read.DeepClone()) == written;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Should_Read_Or_Name_The_Errors_Of_Whatever_A_Slip_Of_The_Hand_Makes()
    {
        // Given: a manifest with one piece cut out and another put in
        var slips =
            from start in Gen.Choose(0, Whole.Length - 1)
            from length in Gen.Choose(0, 12)
            from piece in Gen.Elements(
                "", " ", "\t", "\n", ":", "- ", "{", "]", "'", "\"", "#", "&a ", "*a", "!!x ", "0", "~", "|", "%", "no", "<<: ",
                "\u0000")
            select string.Concat(Whole.AsSpan(0, start), piece, Whole.AsSpan(Math.Min(start + length, Whole.Length)));

        // Then
        Prop.ForAll(slips.ToArbitrary(), yaml =>
        {
            try
            {
                return Read(yaml).Models.Count == 1;
            }
            catch (ManifestException error)
            {
                return error.Errors.Count > 0 && error.Errors.All(known => known.Location.Line >= 1 && known.Message.Length > 0);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }
}
