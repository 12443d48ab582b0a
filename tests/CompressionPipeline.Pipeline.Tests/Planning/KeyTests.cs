using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Tests.Fixtures;
using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Pipeline.Tests.Planning;

/// <summary>What changes a key and what does not.</summary>
public static class KeyTests
{
    private sealed record Trial(
        JsonObject Options, int Version, long Seed, Dictionary<string, ArtifactKey> Inputs, string? Machine)
    {
        public ArtifactKey Key =>
            StageKey.Of(StageKey.Material(new FakeStage("fine-tune") { Version = Version }, Options, Seed, Inputs, Machine));

        public override string ToString() =>
            $"{OptionsJson.Canonical(Options)} v{Version} seed {Seed} inputs {string.Join(", ", Inputs)} {Machine}";
    }

    private static readonly Gen<string> Name = Gen.Elements("alpha", "beta", "gamma", "delta", "warm-up-steps", "layers");

    private static readonly Gen<JsonNode?> Leaf = Gen.OneOf(
        ArbMap.Default.GeneratorFor<int>().Select(number => (JsonNode?)number),
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => (JsonNode?)number.Get),
        ArbMap.Default.GeneratorFor<bool>().Select(truth => (JsonNode?)truth),
        ArbMap.Default.GeneratorFor<string>().Select(text => (JsonNode?)(text ?? "")));

    private static readonly Gen<JsonObject> Options =
        from names in Gen.NonEmptyListOf(Name)
        from flat in Gen.ListOf(Leaf, 6)
        from nested in Gen.ListOf(Leaf, 6)
        select new JsonObject(names.Distinct().Select((name, i) => KeyValuePair.Create(
            name,
            i % 2 == 0 ? flat[i] : (
                JsonNode?)new JsonObject { ["inner"] = nested[i], ["list"] = new JsonArray(flat[i]?.DeepClone()) })));

    private static readonly Gen<Trial> Trials =
        from options in Options
        from version in Gen.Choose(1, 9)
        from seed in ArbMap.Default.GeneratorFor<long>()
        from input in ArbMap.Default.GeneratorFor<int>()
        from machine in Gen.Elements(null, "Testium, 2 cores")
        select new Trial(options, version, seed, new() { ["model"] = InputKey(input) }, machine);

    [Fact]
    public static void Should_Change_With_Any_Option() =>
        Holds(trial => Mutants(trial.Options).All(mutant => (trial with { Options = mutant }).Key != trial.Key));

    [Fact]
    public static void Should_Change_With_An_Option_More_Or_Less() => Holds(trial =>
    {
        var more = trial.Options.DeepClone().AsObject();
        more["another"] = 1;
        var less = trial.Options.DeepClone().AsObject();
        less.Remove(less.First().Key);
        return (trial with { Options = more }).Key != trial.Key && (trial with { Options = less }).Key != trial.Key;
    });

    [Fact]
    public static void Should_Change_With_Version_Seed_Inputs_Roles_And_Machine() => Holds(trial =>
        new[]
        {
            trial with { Version = trial.Version + 1 },
            trial with { Seed = unchecked(trial.Seed + 1) },
            trial with { Inputs = new() { ["model"] = StoreFixture.Key("another input") } },
            trial with { Inputs = new() { [Roles.Baseline] = trial.Inputs["model"] } },
            trial with { Inputs = new(trial.Inputs) { ["data"] = StoreFixture.Key("data") } },
            trial with { Machine = "Another, 64 cores" },
        }.All(other => other.Key != trial.Key));

    [Fact]
    public static void Should_Not_Change_With_The_Order_Of_Options_Or_By_Being_Written_And_Read() => Holds(trial =>
    {
        var read = JsonNode.Parse(trial.Options.ToJsonString(OptionsJson.Settings))!.AsObject();
        var reversed = new JsonObject(
            read.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        return (trial with { Options = reversed }).Key == trial.Key;
    });

    [Theory]
    [InlineData("path", "digest")]
    [InlineData("tokenizer-path", "tokenizer-digest")]
    [InlineData("checkpoint", "checkpoint-digest")]
    [InlineData("paths", "source-digest")]
    public static void Should_Not_Change_With_A_Path_Beside_A_Digest_But_With_The_Digest(string path, string digest) =>
        Holds(trial =>
    {
        var (here, there, changed) = (With("/here", "aa"), With("/there", "aa"), With("/here", "bb"));
        return here == there && here != changed;

        ArtifactKey With(string where, string what)
        {
            var options = trial.Options.DeepClone().AsObject();
            options["nested"] = new JsonObject { [path] = where, [digest] = what };
            return (trial with { Options = options }).Key;
        }
    });

    [Fact]
    public static void Should_Change_With_A_Path_That_No_Digest_Vouches_For() => Holds(trial =>
    {
        return With("/here") != With("/there");

        ArtifactKey With(string where)
        {
            var options = trial.Options.DeepClone().AsObject();
            options["path"] = where;
            options["digest"] = null;
            return (trial with { Options = options }).Key;
        }
    });

    [Fact]
    public static void Should_Not_Change_With_The_Place_Of_A_Budget_But_With_Its_Limit()
    {
        // Given
        using var fixture = new PlanFixture();
        var before = fixture.Plan()["docs/gate"].Key;

        // When
        var moved = GateKey(budget => budget with { Location = PlanFixture.At(99) });
        var tightened = GateKey(budget => budget with { Limit = budget.Limit / 2 });

        // Then
        Assert.Equal(before, moved);
        Assert.NotEqual(before, tightened);

        ArtifactKey GateKey(Func<Budget, Budget> change)
        {
            using var other = new PlanFixture();
            other.Entry = other.Entry with { Budgets = [.. other.Entry.Budgets.Select(change)] };
            return other.Plan()["docs/gate"].Key;
        }
    }

    private static void Holds(Func<Trial, bool> property) =>
        Prop.ForAll(Trials.ToArbitrary(), property).QuickCheckThrowOnFailure();

    private static ArtifactKey InputKey(int number) => StoreFixture.Key($"input {number}");

    /// <summary>Each tree that differs from the options in exactly one value.</summary>
    private static IEnumerable<JsonObject> Mutants(JsonObject options)
    {
        for (var which = 0; which < Values(options).Count; which++)
        {
            var mutant = options.DeepClone().AsObject();
            var (replace, old) = Values(mutant)[which];
            replace("changed from " + OptionsJson.Canonical(old));
            yield return mutant;
        }
    }

    private static List<(Action<JsonNode> Replace, JsonNode? Old)> Values(JsonNode? node) => node switch
    {
        JsonObject members => [.. members.ToList().SelectMany(member => Below(member.Value, now => members[member.Key] = now))],
        JsonArray items => [.. Enumerable.Range(0, items.Count).SelectMany(i => Below(items[i], now => items[i] = now))],
        _ => [],
    };

    private static List<(Action<JsonNode> Replace, JsonNode? Old)> Below(JsonNode? node, Action<JsonNode> replace) =>
        node is JsonObject or JsonArray ? Values(node) : [(replace, node)];
}
