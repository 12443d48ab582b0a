using Cake.Core;

namespace Cake.Frosting.Tests;

// Internal on purpose: the host finds public tasks by itself, and each test chooses its own.
[TaskName("Default")]
[TaskDescription("Does a little.")]
internal sealed class DefaultTask(Journal journal) : FrostingTask<ICakeContext>
{
    public override void Run(ICakeContext context) => journal.Note("Default");
}

internal sealed class Bake(Journal journal) : FrostingTask
{
    public override void Run(ICakeContext context) => journal.Note(nameof(Bake));
}

[IsDependentOn(typeof(Bake))]
internal sealed class Ice(Journal journal) : AsyncFrostingTask
{
    public override async Task RunAsync(ICakeContext context)
    {
        await Task.Yield();
        journal.Note(nameof(Ice));
    }
}

[IsDependentOn(typeof(Bake))]
[IsDependentOn(typeof(Ice))]
internal sealed class Serve : FrostingTask;

[IsDependeeOf(typeof(Bake))]
internal sealed class Preheat(Journal journal) : FrostingTask
{
    public override void Run(ICakeContext context) => journal.Note(nameof(Preheat));
}

internal sealed class Burn(Journal journal) : FrostingTask
{
    public override void Run(ICakeContext context) => throw new CakeException(7, "It burns.");

    public override void Finally(ICakeContext context) => journal.Note("window opened");
}

[IsDependentOn(typeof(Burn))]
internal sealed class EatBurnt(Journal journal) : FrostingTask
{
    public override void Run(ICakeContext context) => journal.Note(nameof(EatBurnt));
}

[ContinueOnError]
internal sealed class BurnALittle : FrostingTask
{
    public override void Run(ICakeContext context) => throw new InvalidOperationException("A little.");
}

internal sealed class BurnAndHide(Journal journal) : FrostingTask
{
    public override void Run(ICakeContext context) => throw new InvalidOperationException("Hidden.");

    public override void OnError(Exception exception, ICakeContext context) => journal.Note($"hid {exception.Message}");
}

[ContinueOnError]
internal sealed class TwoHandlers : FrostingTask
{
    public override void OnError(Exception exception, ICakeContext context) { }
}

internal sealed class Never(Journal journal) : FrostingTask, IFrostingTask
{
    public string SkippedMessage => "no candles";

    public override void Run(ICakeContext context) => journal.Note(nameof(Never));

    public override bool ShouldRun(ICakeContext context) => false;
}

[IsDependentOn(typeof(Never))]
internal sealed class AfterNever(Journal journal) : FrostingTask
{
    public override void Run(ICakeContext context) => journal.Note(nameof(AfterNever));
}

[IsDependentOn(typeof(Egg))]
internal sealed class Hen : FrostingTask;

[IsDependentOn(typeof(Hen))]
internal sealed class Egg : FrostingTask;
