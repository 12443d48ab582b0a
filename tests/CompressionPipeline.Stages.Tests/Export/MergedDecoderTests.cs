using CompressionPipeline.Core;
using CompressionPipeline.Inference;
using CompressionPipeline.Models.T5.Graph;
using CompressionPipeline.Models.Tests.Onnx;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Export;

public sealed class MergedDecoderTests : IDisposable
{
    private static readonly string[] Separate = ["decoder_model.onnx", "decoder_with_past_model.onnx"];

    private const int Steps = 48;

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Names => Fixture.Names;

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(Names))]
    public void Should_Generate_The_Ids_Of_The_Two_Decoders(string name)
    {
        // Given
        var fixture = Export(name);
        using var separate = Seq2SeqSession.Open(folder.Path, new() { Device = Device.Cpu, Threads = 1 });
        using var merged = new MergedRun(folder.Path);

        foreach (var golden in fixture.Cases)
        {
            // When
            var ids = merged.Generate([golden.Source], Steps, emptyLength: 0);

            // Then
            Assert.Equal(separate.Generate([golden.Source], new() { MaxNewTokens = Steps }).Ids[0], ids[0]);
            Assert.Equal(golden.Text, ids[0]);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Should_Take_Any_Cache_At_The_First_Step(string name)
    {
        // Given
        var fixture = Export(name);
        using var merged = new MergedRun(folder.Path);
        var sources = fixture.Cases.Select(golden => golden.Source).ToArray();

        // When
        int[][][] ids = [merged.Generate(sources, Steps, 0), merged.Generate(sources, Steps, 1)];

        // Then
        var expected = fixture.Batch.Select(row => row.TakeWhile(id => id != 1).ToArray());
        Assert.All(ids, found => Assert.Equal(expected, found));
    }

    [Fact]
    public void Should_Pass_The_Cross_Attention_Cache_On()
    {
        // Given
        var fixture = Export("pruned-heads");
        using var merged = new MergedRun(folder.Path);
        merged.Generate([fixture.Cases[0].Source], 1, emptyLength: 0);
        var first = merged.Past;

        // When
        merged.Generate([fixture.Cases[0].Source], 3, emptyLength: 0);

        // Then
        var cross = merged.Past.Where(cache => cache.Key.Contains("encoder", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(cross);
        Assert.All(cross, cache => Assert.Equal(first[cache.Key].Buffer.ToArray(), cache.Value.Buffer.ToArray()));
    }

    [Theory, MemberData(nameof(Names))]
    public void Should_Hold_Each_Weight_Once(string name)
    {
        // Given
        Export(name);
        var separate = Separate
            .SelectMany(file => ModelText.Read(folder.File(file)).Graph.Initializer)
            .Select(tensor => tensor.Name).ToHashSet();

        // When
        var graph = ModelText.Read(folder.File(ExportFiles.MergedDecoder)).Graph;

        // Then
        Assert.Equal(separate.Order(StringComparer.Ordinal),
            graph.Initializer.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
        var branches = Assert.Single(graph.Node).Attribute.ToDictionary(branch => branch.Name, branch => branch.G);
        Assert.All(branches.Values, branch => Assert.Empty(branch.Initializer));
        string[] outputs = [.. graph.Output.Select(output => output.Name)];
        Assert.Equal(outputs, branches["then_branch"].Output.Select(output => output.Name));
        Assert.Equal(outputs, branches["else_branch"].Output.Select(output => output.Name));
    }

    private Fixture Export(string name)
    {
        var fixture = Fixture.Open(name);
        fixture.Export(folder);
        T5Graphs.Export(fixture.Folder, folder.Path, merged: true);
        return fixture;
    }
}
