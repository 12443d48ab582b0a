using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Gate;

/// <summary>Files of other stages that are JSON and hold what no stage writes.</summary>
public sealed class OddFilesTests : IDisposable
{
    private readonly GateRun run = new();

    public static TheoryData<string, string> Needed => new()
    {
        { "scores.json", "data" }, { "scores.json", "split" }, { "scores.json", "signature" }, { "scores.json", "ids" },
        { "scores.json", "metrics" }, { "scores.json", "metrics[0].name" }, { "scores.json", "metrics[0].value" },
        { "latency.json", "models" }, { "latency.json", "cells" }, { "latency.json", "environment" },
        { "latency.json", "environment.processor" }, { "latency.json", "cells[0].model" }, { "latency.json", "cells[0].samples" },
        { "latency.json", "cells[0].phase" }, { "parity.json", "divergences" }, { "parity.json", "agreement" },
        { "pruning.json", "encoder" }, { "pruning.json", "decoder" }, { "pruning.json", "encoder.kept" },
    };

    public void Dispose() => run.Dispose();

    [Theory]
    [MemberData(nameof(Needed))]
    public void Should_Name_File_And_Key_Of_What_Is_Missing(string file, string key) =>
        Refused(file, key, (owner, name) => owner.Remove(name));

    [Theory]
    [MemberData(nameof(Needed))]
    public void Should_Name_File_And_Key_Of_What_Is_Null(string file, string key) =>
        Refused(file, key, (owner, name) => owner[name] = null);

    [Theory]
    [InlineData(
        "scores.json", "precision"), InlineData("scores.json", "conditions"), InlineData("scores.json", "metrics[0].samples")]
    [InlineData(
        "latency.json", "noise"), InlineData("latency.json", "cells[0].loads"), InlineData("latency.json", "environment.before")]
    [InlineData("parity.json", "scores"), InlineData("pruning.json", "method")]
    public void Should_Refuse_Null_Where_A_Key_May_Be_Absent(string file, string key) =>
        Refused(file, key, (owner, name) => owner[name] = null);

    [Fact]
    public void Should_Refuse_A_Score_Of_Null_In_A_Map()
    {
        // Given
        run.Edit = Changed("parity.json", json => json["scores"] = new JsonObject { ["rouge2"] = null });

        // Then
        Told("parity.json", "scores");
    }

    [Fact]
    public void Should_Refuse_A_Metric_That_Stands_There_Twice()
    {
        // Given
        run.Edit = Changed("scores.json", json => json["metrics"]!.AsArray().Add(json["metrics"]![0]!.DeepClone()));

        // Then
        Told("scores.json", "rouge2");
    }

    [Fact]
    public void Should_Not_Pass_Where_Nothing_Says_How_Many_Texts_Are_Empty()
    {
        // Given
        run.Edit = Changed("scores.json", json => json.Remove("empty-texts"));

        // When
        var gate = run.Run(new Budget("rouge2", BudgetRule.MaxDrop, 30));

        // Then
        Assert.Contains("nothing says how many texts of small are empty", File.ReadAllText(gate.File("result.json")));
    }

    [Theory]
    [InlineData(0, "is missing"), InlineData(2, "stands there twice")]
    public void Should_Not_Show_A_Text_That_Is_Not_There_As_An_Empty_One(int times, string told)
    {
        // Given: no text, or each twice
        run.Edit = (_, name, text) => name == "predictions.jsonl" ? string.Concat(Enumerable.Repeat(text, times)) : text;

        // Then
        Told("predictions.jsonl", told);
    }

    private static Func<string, string, string, string> Changed(string file, Action<JsonObject> change) => (_, name, text) =>
    {
        if (name != file)
            return text;
        var json = JsonNode.Parse(text)!.AsObject();
        change(json);
        return json.ToJsonString();
    };

    private void Refused(string file, string key, Action<JsonObject, string> change)
    {
        // Given
        var path = key.Split('.');
        run.Edit = Changed(file, json => change(path[..^1].Aggregate(json, (owner, name) =>
            (name.EndsWith("[0]", StringComparison.Ordinal) ? owner[name[..^3]]![0]! : owner[name]!).AsObject()), path[^1]));

        // Then
        Told(file, key);
    }

    private void Told(string file, string what)
    {
        // When
        var error = Assert.ThrowsAny<PipelineException>(() => run.Run(new GateOptions { Model = "tiny", Examples = 2 }));

        // Then
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        MalformedJson.AssertPlain(error.Message);
    }
}
