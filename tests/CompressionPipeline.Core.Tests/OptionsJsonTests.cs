using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Core.Tests;

public static class OptionsJsonTests
{
    private enum Schedule
    {
        Constant,
        HalfCosine,
    }

    private sealed record Options
    {
        public double LearningRate { get; init; } = 1e-4;

        public Schedule Schedule { get; init; } = Schedule.HalfCosine;

        public int? Limit { get; init; }

        public IReadOnlyList<int> BatchSizes { get; init; } = [1, 8];
    }

    public sealed class TheWriteMethod
    {
        [Fact]
        public void Should_Write_Every_Member_And_Enum_In_Kebab_Case()
        {
            // When
            var json = OptionsJson.Write(new Options());

            // Then
            Assert.Equal("""{"batch-sizes":[1,8],"learning-rate":0.0001,"limit":null,"schedule":"half-cosine"}""",
                OptionsJson.Canonical(json));
        }
    }

    public sealed class TheReadMethod
    {
        [Fact]
        public void Should_Keep_The_Defaults_Of_Absent_Members()
        {
            // When
            var options = OptionsJson.Read<Options>(new JsonObject { ["limit"] = 5 });

            // Then
            Assert.Equal((1e-4, Schedule.HalfCosine, 5), (options.LearningRate, options.Schedule, options.Limit));
        }

        [Theory]
        [InlineData("""{"lerning-rate":1}""", "lerning-rate")]
        [InlineData("""{"learning-rate":"fast"}""", "learning-rate")]
        [InlineData("""{"schedule":"sawtooth"}""", "schedule")]
        public void Should_Refuse_What_Does_Not_Fit_And_Name_It(string json, string culprit)
        {
            // When
            var error = Assert.Throws<JsonException>(() => OptionsJson.Read<Options>(JsonNode.Parse(json)!.AsObject()));

            // Then
            Assert.Contains(culprit, error.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Return_What_Was_Written() => Prop.ForAll<NormalFloat, int?>((rate, limit) =>
        {
            var options = new Options { LearningRate = rate.Get, Limit = limit };
            var read = OptionsJson.Read<Options>(JsonNode.Parse(OptionsJson.Write(options).ToJsonString())!.AsObject());
            return read with { BatchSizes = options.BatchSizes } == options;
        }).QuickCheckThrowOnFailure();
    }

    public sealed class TheCanonicalMethod
    {
        [Theory]
        [InlineData("""{ "b": 1, "a": { "d": null, "c": [ true, "x" ] } }""", """{"a":{"c":[true,"x"],"d":null},"b":1}""")]
        [InlineData("""[ 2, 1 ]""", "[2,1]")]
        [InlineData("""{ "a": "\u0041\u2192" }""", """{"a":"A\u2192"}""")]
        [InlineData("null", "null")]
        public void Should_Order_Members_But_Not_Items_And_Leave_Out_White_Space(string json, string expected)
        {
            // Then
            Assert.Equal(expected, OptionsJson.Canonical(JsonNode.Parse(json)));
        }

        [Fact]
        public void Should_Order_Members_By_Ordinal_Value()
        {
            // Then
            Assert.Equal("""{"B":1,"a":2,"a-b":3,"aa":4}""",
                OptionsJson.Canonical(JsonNode.Parse("""{"aa":4,"a-b":3,"a":2,"B":1}""")));
        }

        [Fact]
        public void Should_Be_The_Same_Before_And_After_A_Text() =>
            Prop.ForAll<NormalFloat, string, long>((number, text, whole) =>
        {
            var json = new JsonObject { ["number"] = number.Get, ["text"] = text, ["whole"] = whole };
            return OptionsJson.Canonical(JsonNode.Parse(json.ToJsonString(OptionsJson.Settings))) == OptionsJson.Canonical(json);
        }).QuickCheckThrowOnFailure();

        [Fact]
        public void Should_Tell_Different_Texts_Apart() => Prop.ForAll<NonNull<string>, NonNull<string>>((left, right) =>
            (left.Get == right.Get)
            == (OptionsJson.Canonical(JsonValue.Create(left.Get)) == OptionsJson.Canonical(JsonValue.Create(right.Get)))
            || left.Get.Any(char.IsSurrogate) || right.Get.Any(char.IsSurrogate)).QuickCheckThrowOnFailure();
    }
}
