using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Tests.Search.Spaces;

public class SubNetworkSpaceTests
{
    private static readonly ModelMask BertBase = Wholes.Encoder(12, 12, 3072);
    private static readonly ModelMask T5Small = Wholes.EncoderDecoder(6, 6, 8, 2048);

    public static TheoryData<string, bool> Kinds
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var kind in Enum.GetNames<SpaceKind>())
            {
                data.Add(kind, false);
                data.Add(kind, true);
            }
            return data;
        }
    }

    [Theory]
    [InlineData("Small", 13.0 * 12 * 3072)]
    [InlineData("Layer", 4096)]
    public void Should_Have_As_Many_Points_Over_BertBase_As_The_Paper_Counts(string kind, double points) =>
        Assert.Equal(points, Math.Exp(Create(kind, BertBase).LogSize), points * 1e-9);

    [Fact]
    public void Should_Not_Ask_Twice_For_The_Same_Network()
    {
        // Given: without layers, heads and units mean nothing
        var space = SubNetworkSpace.Create(SpaceKind.Small, Wholes.Encoder(2, 3, 4));
        var searcher = new Searcher(SearcherKind.Local, space, new(["error", "size"], Seed: 3));

        // When
        var asked = new List<ModelMask>();
        while (searcher.Ask() is { } candidate)
        {
            asked.Add(space.Mask(candidate.Point));
            searcher.Tell(candidate.Number, [1.0 / (1 + candidate.Point.Sum()), candidate.Point.Sum()]);
        }

        // Then: the empty network, and each number of layers with each number of heads and units
        Assert.Equal(1 + (2 * 3 * 4), asked.Count);
        Assert.Equal(asked.Count, asked.Distinct().Count());
    }

    [Fact]
    public void Should_Count_Points_That_No_Number_Holds()
    {
        Assert.Equal(12 * Math.Log(13.0 * 3073), Create("Medium", BertBase).LogSize, 1e-6);
        Assert.Equal((144 + 36864) * Math.Log(2), Create("Large", BertBase).LogSize, 1e-6);
    }

    [Fact]
    public void Should_Count_The_Stacks_Of_An_Encoder_And_A_Decoder_Separately()
    {
        Assert.Equal(2 * Math.Log(6 * 8 * 2048), Create("Small", T5Small).LogSize, 1e-9);
        Assert.Equal(12 * Math.Log(9.0 * 2049), Create("Medium", T5Small).LogSize, 1e-9);
        Assert.Equal(12 * Math.Log(2), Create("Layer", T5Small).LogSize, 1e-9);
        Assert.Equal(12 * (8 + 2048) * Math.Log(2), Create("Large", T5Small).LogSize, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_Keep_Everything_At_The_Largest_Point(string kind, bool decoder)
    {
        var whole = decoder ? T5Small : BertBase;
        var space = Create(kind, whole);
        Assert.Equal(whole, space.Mask(space.UpperBounds));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_Draw_Points_Of_The_Space_Whose_Masks_Fit_The_Model(string kind, bool decoder)
    {
        var whole = decoder ? Wholes.EncoderDecoder(3, 2, 4, 16) : Wholes.Encoder(3, 4, 16);
        var space = Create(kind, whole);
        var random = new Random(1);
        int[][] points = [.. Enumerable.Range(0, 200).Select(_ => space.Sample(random)), space.Midpoint, space.LowerBounds,
            space.Smallest];
        Assert.All(points, point =>
        {
            Assert.True(space.Has(point));
            space.Mask(point).RequireSizesOf(whole);
        });
    }

    [Fact]
    public void Should_Keep_The_First_Of_Everything_In_Small()
    {
        // When
        var mask = Create("Small", T5Small).Mask([2, 3, 100, 1, 8, 7]);

        // Then
        Assert.Equal([0, 1], mask.Encoder.Kept.ToList());
        Assert.All(mask.Encoder.KeptLayers, layer => Assert.Equal((3, 100), (layer.Heads.Count, layer.Units.Count)));
        var decoder = Assert.Single(mask.Decoder!.KeptLayers);
        Assert.Equal((8, 8, 7), (decoder.Heads.Count, decoder.CrossHeads!.Count, decoder.Units.Count));
        Assert.Equal(Enumerable.Range(0, 7), decoder.Units.ToList());
    }

    [Fact]
    public void Should_Prune_Each_Layer_By_Itself_In_Medium()
    {
        // When: of the first encoder layer nothing stays, of the second two heads and no unit
        var mask = Create("Medium", Wholes.EncoderDecoder(2, 1, 4, 16)).Mask([0, 0, 2, 0, 3, 5]);

        // Then
        Assert.Equal([1], mask.Encoder.Kept.ToList());
        Assert.Equal((2, 0), (mask.Encoder.Layers[1].Heads.Count, mask.Encoder.Layers[1].Units.Count));
        Assert.Equal((3, 3, 5), (mask.Decoder!.Layers[0].Heads.Count, mask.Decoder.Layers[0].CrossHeads!.Count,
            mask.Decoder.Layers[0].Units.Count));
    }

    [Fact]
    public void Should_Keep_Any_Layers_In_Layer() =>
        Assert.Equal([1, 2], Create("Layer", Wholes.Encoder(4, 4, 16)).Mask([0, 1, 1, 0]).Encoder.Kept.ToList());

    [Fact]
    public void Should_Let_Cross_Attention_Heads_Go_With_Those_Of_Self_Attention_In_Large()
    {
        // When: the variables are those of the encoder's 2 heads and 3 units, then those of the decoder's
        var mask = Create("Large", Wholes.EncoderDecoder(1, 1, 2, 3)).Mask([1, 1, 1, 1, 1, 0, 1, 1, 0, 1]);

        // Then
        Assert.True(mask.Encoder.IsWhole);
        var layer = mask.Decoder!.Layers[0];
        Assert.Equal([1], layer.Heads.ToList());
        Assert.Equal([1], layer.CrossHeads!.ToList());
        Assert.Equal([0, 2], layer.Units.ToList());
    }

    [Theory]
    [InlineData("Small")]
    [InlineData("Medium")]
    [InlineData("Layer")]
    [InlineData("Large")]
    public void Should_Leave_Of_An_Encoder_Without_Layers_One_With_Nothing_In_It(string kind)
    {
        var space = Create(kind, BertBase);
        var layer = Assert.Single(space.Mask(space.LowerBounds).Encoder.KeptLayers);
        Assert.True(layer.IsEmpty);
    }

    [Theory]
    [InlineData("Small", 1, 1, 1)]
    [InlineData("Medium", 12, 12, 12)]
    [InlineData("Large", 1, 1, 1)]
    public void Should_Train_The_Smallest_Network_Of_The_Paper(string kind, int layers, int heads, int units)
    {
        var space = Create(kind, BertBase);
        var stack = space.Mask(space.Smallest).Encoder;
        Assert.Equal((layers, heads, units),
            (stack.Kept.Count, stack.KeptLayers.Sum(layer => layer.Heads.Count),
                stack.KeptLayers.Sum(layer => layer.Units.Count)));
    }

    [Fact]
    public void Should_Train_No_Layer_Or_The_First_Of_Each_Stack_As_The_Smallest_Of_Layer()
    {
        Assert.Equal(new int[12], Create("Layer", BertBase).Smallest);
        Assert.Equal([1, 0, 1, 0, 0], Create("Layer", Wholes.EncoderDecoder(2, 3, 4, 16)).Smallest);
    }

    [Fact]
    public void Should_Draw_Every_Number_Of_Layers_But_All_As_Often_As_Another()
    {
        // Given
        var space = Create("Layer", Wholes.Encoder(4, 2, 2));
        var random = new Random(1);

        // When
        var counts = Enumerable.Range(0, 4000).CountBy(_ => space.Sample(random).Sum()).OrderBy(count => count.Key).ToList();

        // Then
        Assert.Equal([0, 1, 2, 3], counts.Select(count => count.Key));
        Assert.All(counts, count => Assert.InRange(count.Value, 900, 1100));
    }

    [Fact]
    public void Should_Draw_No_Stack_Of_A_T5_Without_Layers()
    {
        var space = Create("Layer", Wholes.EncoderDecoder(2, 2, 4, 16));
        var random = new Random(1);
        Assert.All(Enumerable.Range(0, 200).Select(_ => space.Sample(random)), point =>
            Assert.True(point[0] + point[1] > 0 && point[2] + point[3] > 0));
    }

    [Fact]
    public void Should_Draw_Every_Share_Of_Entries_In_Large()
    {
        // Given: 20 entries
        var space = Create("Large", Wholes.Encoder(2, 2, 8));
        var random = new Random(1);

        // Then: from one to all but one go
        Assert.Equal(Enumerable.Range(1, 19), Enumerable.Range(0, 2000).Select(
            _ => space.Sample(random).Sum()).Distinct().Order());
    }

    [Fact]
    public void Should_Begin_With_Both_Bounds_And_The_Middle()
    {
        Assert.Equal([[12, 12, 3072], [0, 1, 1], [6, 5, 1535]], Create("Small", BertBase).InitialDesign);
        Assert.Equal([0, 0, 1, 1, 1], Create("Layer", Wholes.Encoder(5, 2, 2)).Midpoint);
    }

    [Fact]
    public void Should_Tell_Spaces_Apart_By_Their_Fingerprints()
    {
        string[] prints =
        [
            Create("Small", BertBase).Fingerprint, Create("Medium", BertBase).Fingerprint, Create("Small", T5Small).Fingerprint,
            Create("Small", Wholes.Encoder(12, 12, 3071)).Fingerprint,
        ];
        Assert.Equal(prints.Length, prints.Distinct().Count());
        Assert.Equal(prints[0], Create("Small", Wholes.Encoder(12, 12, 3072)).Fingerprint);
    }

    [Fact]
    public void Should_Refuse_A_Space_Of_One_Point() =>
        Assert.Throws<PipelineException>(() => Create("Small", Wholes.EncoderDecoder(1, 1, 1, 1)));

    [Fact]
    public void Should_Refuse_A_Point_That_Is_Not_Of_The_Space()
    {
        var space = Create("Small", BertBase);
        Assert.Throws<ArgumentException>(() => space.Mask([13, 1, 1]));
        Assert.Throws<ArgumentException>(() => space.Mask([1, 0, 1]));
        Assert.Throws<ArgumentException>(() => space.Mask([1, 1]));
    }

    [Fact]
    public void Should_Refuse_A_Mask_That_Prunes_Already() =>
        Assert.Throws<ArgumentException>(() => Create("Small", BertBase with { Encoder = BertBase.Encoder.WithLayers([0]) }));

    private static SubNetworkSpace Create(string kind, ModelMask whole) =>
        SubNetworkSpace.Create(Enum.Parse<SpaceKind>(kind), whole);
}
