namespace StandIns.TorchSharp.Tests;

public sealed class DisposeScopeTests
{
    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Fact]
    public void Should_Dispose_What_Was_Made_In_It()
    {
        var before = Live;
        Tensor inner;
        using (NewDisposeScope())
        {
            inner = ones(2) + 1;
            Assert.Equal(before + 2, Live);
        }

        Assert.True(inner.IsInvalid);
        Assert.Equal(before, Live);
    }

    [Fact]
    public void Should_Let_Go_What_Moves_To_The_Outer_Scope()
    {
        using var outer = NewDisposeScope();
        Tensor kept;
        using (NewDisposeScope())
            kept = (ones(2) * 3).MoveToOuterDisposeScope();

        Assert.False(kept.IsInvalid);
        Assert.True(outer.Contains(kept));
        Assert.Equal(1, outer.DisposablesCount);
    }

    [Fact]
    public void Should_Forget_What_Is_Detached()
    {
        Tensor free;
        using (NewDisposeScope())
            free = ones(2).DetachFromDisposeScope();

        free.ShouldBe(1, 1);
        free.Dispose();
    }

    [Fact]
    public void Should_Take_In_What_Is_Attached()
    {
        var free = ones(2);
        using (var scope = NewDisposeScope())
            scope.Attach(free);

        Assert.True(free.IsInvalid);
    }

    [Fact]
    public void Should_Dispose_Everything_But_What_Is_Named()
    {
        using var scope = NewDisposeScope();
        var dropped = ones(1);
        var kept = ones(1);

        scope.DisposeEverythingBut(kept);

        Assert.True(dropped.IsInvalid);
        Assert.False(kept.IsInvalid);
    }

    [Fact]
    public void Should_Forget_What_Was_Disposed_By_Hand()
    {
        using var scope = NewDisposeScope();

        ones(1).Dispose();

        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Should_Return_To_The_Count_Before_After_A_Training_Step()
    {
        using var model = nn.Linear(4, 2);
        using var optimizer = optim.AdamW(model.parameters(), 1e-3);
        Step(model, optimizer);
        var before = Live;

        for (var i = 0; i < 3; i++)
            Step(model, optimizer);

        Assert.Equal(before, Live);
    }

    private static void Step(Linear model, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        model.call(ones(3, 4)).pow(2).mean().backward();
        nn.utils.clip_grad_norm_(model.parameters(), 1.0);
        optimizer.step();
    }
}
