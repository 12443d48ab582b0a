using Cake.Core;

namespace Cake.Frosting.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class LifetimeTests
{
    private readonly CakeHostFixture fixture = new CakeHostFixture().With<Ice>().With<Bake>().With<Burn>()
        .Configure(host => host.UseContext<Kitchen>().UseLifetime<Day>().UseTaskLifetime<Shift>());

    [Fact]
    public void Should_Wrap_The_Run_And_Every_Task()
    {
        // When
        var code = fixture.Run("--target", "Ice");

        // Then
        Assert.Equal(0, code);
        Assert.Equal(
            [
                "open for Ice in the kitchen", "begin Bake", "Bake", "end Bake True",
                "begin Ice", "Ice", "end Ice True", "close True",
            ],
            fixture.Journal.Entries);
    }

    [Fact]
    public void Should_Tear_Down_After_A_Failure_And_Know_Of_It()
    {
        // When
        var code = fixture.Run("--target", "Burn");

        // Then
        Assert.Equal(255, code);
        Assert.Equal(
            ["open for Burn in the kitchen", "begin Burn", "window opened", "end Burn False", "close False"],
            fixture.Journal.Entries);
    }

    [Fact]
    public void Should_Also_Set_Up_And_Tear_Down_Around_A_Dry_Run()
    {
        // When
        fixture.Run("--target", "Bake", "--dryrun");

        // Then
        Assert.Equal(["open for Bake in the kitchen", "close True"], fixture.Journal.Entries);
    }

    [Theory]
    [InlineData("--tree")]
    [InlineData("--description")]
    public void Should_Not_Set_Up_For_A_Listing(string listing)
    {
        // When
        fixture.Run(listing);

        // Then
        Assert.Empty(fixture.Journal.Entries);
    }

    internal sealed class Kitchen(ICakeContext context) : FrostingContext(context)
    {
        public string Name { get; } = "kitchen";
    }

    internal sealed class Day(Journal journal) : FrostingLifetime<Kitchen>
    {
        public override void Setup(Kitchen context, ISetupContext info) =>
            journal.Note($"open for {info.TargetTask.Name} in the {context.Name}");

        public override void Teardown(Kitchen context, ITeardownContext info) => journal.Note($"close {info.Successful}");
    }

    internal sealed class Shift(Journal journal) : FrostingTaskLifetime<Kitchen>
    {
        public override void Setup(Kitchen context, ITaskSetupContext info) => journal.Note($"begin {info.Task.Name}");

        public override void Teardown(Kitchen context, ITaskTeardownContext info) =>
            journal.Note($"end {info.Task.Name} {info.Successful}");
    }
}
