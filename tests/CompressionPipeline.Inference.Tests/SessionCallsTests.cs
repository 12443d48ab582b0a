namespace CompressionPipeline.Inference.Tests;

public sealed class SessionCallsTests
{
    [Theory, InlineData(Device.Cpu), InlineData(Device.Cuda)]
    public async Task Should_Make_Calls_Side_By_Side_On_The_Processor_Alone(Device device)
    {
        // Given: a call that waits for another to begin
        var calls = new SessionCalls(new MemoryStream(), "Session", "folder", device);
        using var begun = new CountdownEvent(2);
        using var stop = new CancellationTokenSource();
        bool BothRun()
        {
            begun.Signal();
            return begun.Wait(TimeSpan.FromSeconds(device == Device.Cpu ? 60 : 0.1));
        }

        // When
        var both = await Task.WhenAll(Task.Run(() => calls.Run(BothRun)), Task.Run(() => calls.Run(BothRun)));

        // Then: on a GPU the first ends before the second begins
        Assert.Equal(device == Device.Cpu, both.All(sawBoth => sawBoth));
        await stop.CancelAsync();
        Assert.Throws<OperationCanceledException>(() => calls.Run(() => true, stop.Token));
    }

    [Fact]
    public void Should_Dispose_The_Graphs_With_The_Last_Call()
    {
        // Given
        using var graphs = new MemoryStream();
        var calls = new SessionCalls(graphs, "Session", "folder", Device.Cpu);

        // When
        var couldRead = calls.Run(() =>
        {
            calls.End();
            calls.End();
            Assert.Throws<ObjectDisposedException>(() => calls.Run(() => true));
            return graphs.CanRead;
        });

        // Then
        Assert.True(couldRead);
        Assert.False(graphs.CanRead);
    }
}
