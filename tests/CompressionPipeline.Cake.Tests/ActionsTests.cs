namespace CompressionPipeline.Cake.Tests;

/// <summary>Tests of the host in a job on GitHub.</summary>
public abstract class ActionsTests : IAsyncLifetime
{
    private protected readonly ActionsFixture job = new();

    public virtual Task InitializeAsync() => job.InitializeAsync();

    public async Task DisposeAsync()
    {
        await job.DisposeAsync();
        job.Dispose();
    }
}
