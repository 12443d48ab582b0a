namespace StandIns.TorchSharp.Tests;

public sealed class MetaDeviceTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Should_Know_Shapes_Without_Memory()
    {
        var x = zeros(100_000, 1_000_000, device: "meta");

        Assert.Equal(DeviceType.META, x.device_type);
        Assert.Equal([1_000_000L, 100_000L], x.t().shape);
        Assert.Equal(100_000_000_000L, x.numel());
    }

    [Fact]
    public void Should_Build_Modules_Without_Memory()
    {
        using var linear = nn.Linear(100_000, 100_000, hasBias: false, device: new Device(DeviceType.META));

        Assert.Equal(10_000_000_000L, linear.weight.numel());
        Assert.Equal(DeviceType.META, linear.weight.device_type);
    }
}
