using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference.Tests;

public sealed class KeyValueCacheTests : IDisposable
{
    private const int Rows = 64;

    private readonly TinyExport export = new();
    private readonly ModelSessions sessions;
    private readonly SourceBatch batch;
    private readonly DecoderRun run;

    public KeyValueCacheTests()
    {
        sessions = ModelSessions.Open(export.Folder, TinyExport.Processor).Sessions;
        batch = new SourceBatch([.. Enumerable.Repeat(export.Sources[1], Rows)], sessions.Special.Pad);
        run = new DecoderRun(sessions, batch, sessions.Encode(batch, sessions.Memory), sessions.Memory);
    }

    public void Dispose()
    {
        run.Dispose();
        batch.Dispose();
        sessions.Dispose();
        export.Dispose();
    }

    [Fact]
    public void Should_Read_The_Past_Where_The_Step_Before_Left_It()
    {
        // Given: marks in the memory that ONNX Runtime allocated for a present
        var past = run.Cache.Self[1].Value;
        Distinguish(past);
        var expected = Enumerable.Range(0, Rows).Select(row => RowOf(past, row)).ToArray();

        // When
        run.Next(new long[Rows]);

        // Then: (rows, 4 heads, 2 positions, 4 wide), the marks first
        var present = run.Cache.Self[1].Value;
        Assert.Equal([Rows, 4, 2, 4], present.GetTensorTypeAndShape().Shape);
        for (var row = 0; row < Rows; row++)
            Assert.Equal(expected[row], RowOf(present, row).Chunk(8).SelectMany(head => head[..4]));
    }

    [Fact]
    public void Should_Let_The_Past_Go_After_The_Step()
    {
        // Given
        var past = run.Cache.Self.Select(value => value.Value).ToArray();

        // When
        run.Next(new long[Rows]);

        // Then
        Assert.All(past, value => Assert.Throws<OnnxRuntimeException>(() => value.GetTensorSizeInBytes()));
        Assert.All(run.Cache.Self, value => Assert.True(value.Value.GetTensorSizeInBytes() > 0));
    }

    [Fact]
    public void Should_Keep_The_Cross_Attention_Where_It_Is()
    {
        // Given
        var cross = run.Cache.Cross.Select(value => value.Value).ToArray();
        var places = cross.Select(Place).ToArray();

        // When
        for (var step = 0; step < 5; step++)
            run.Next(new long[Rows]);

        // Then
        Assert.All(cross.Zip(run.Cache.Cross), pair => Assert.Same(pair.First, pair.Second.Value));
        Assert.Equal(places, run.Cache.Cross.Select(value => Place(value.Value)));
    }

    [Fact]
    public void Should_Not_Pass_Through_Managed_Memory()
    {
        // Given
        var next = new long[Rows];
        for (var step = 0; step < 20; step++)
            run.Next(next);
        var cache = run.Cache.Self.Sum(value => value.Value.GetTensorSizeInBytes());

        // When
        var before = GC.GetAllocatedBytesForCurrentThread();
        run.Next(next);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // Then
        Assert.True(allocated < cache / 10, $"A step allocated {allocated} bytes beside a cache of {cache}.");
    }

    [Fact]
    public void Should_Reorder_Rows_For_Beams()
    {
        // Given
        var parents = Enumerable.Range(0, Rows).Select(row => (row * 7) % Rows).ToArray();
        var value = run.Cache.Self[1].Value;
        Distinguish(value);
        var expected = parents.SelectMany(parent => RowOf(value, parent)).ToArray();

        // When
        run.Reorder(parents);

        // Then
        Assert.Equal(expected, run.Cache.Self[1].Value.GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void Should_Keep_Rows_Where_Others_Left()
    {
        // Given: another number in every place
        int[] kept = [0, 63, 2, 60];
        OrtValue[] Cross() => [.. run.Cache.Cross.Select(value => value.Value)];
        foreach (var value in Cross().Append(run.Cache.Self[0].Value))
            Distinguish(value);
        float[] Of(OrtValue value) => value.GetTensorDataAsSpan<float>().ToArray();
        var (self, cross) = (Of(run.Cache.Self[0].Value), Array.ConvertAll(Cross(), Of));
        float[] Kept(float[] all) => [.. kept.SelectMany(row => all.Chunk(all.Length / Rows).ElementAt(row))];

        // When
        run.Keep(kept);
        run.Keep([0, 1, 3]);

        // Then
        kept = [0, 63, 60];
        Assert.Equal(Kept(self), Of(run.Cache.Self[0].Value));
        Assert.Equal(cross.Select(Kept), Cross().Select(Of));

        // When
        run.Next([4, 5, 6]);

        // Then
        Assert.Equal([3, 4, 2, 4], run.Cache.Self[0].Value.GetTensorTypeAndShape().Shape);
    }

    private static void Distinguish(OrtValue value)
    {
        var data = value.GetTensorMutableDataAsSpan<float>();
        for (var i = 0; i < data.Length; i++)
            data[i] = i;
    }

    private static float[] RowOf(OrtValue value, int row)
    {
        var data = value.GetTensorDataAsSpan<float>();
        return data.Slice(row * data.Length / Rows, data.Length / Rows).ToArray();
    }

    private static nint Place(OrtValue value) => Unsafe.ByteOffset(
        ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(value.GetTensorMutableRawData()));
}
