using CompressionPipeline.Core;
using CompressionPipeline.Inference;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Onnx;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using CompressionPipeline.Models.Tests.Onnx;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

/// <summary>
/// Exports in 8 bits and in 16: Optimum's graphs against rounded weights, the fused decoder against Optimum's graphs.
/// </summary>
public sealed class RoundedExportTests : IDisposable
{
    private static readonly SessionSettings Processor = new() { Device = Inference.Device.Cpu, Threads = 1 };
    private static readonly int[][] Sources = [[5, 6, 7, 1], [8, 1]];

    private readonly TemporaryFolder folder = new();

    public static TheoryData<Precision, int> Seeds
    {
        get
        {
            var cases = new TheoryData<Precision, int>();
            foreach (var seed in Enumerable.Range(1, 60))
                cases.Add(Precision.Int8, seed);
            foreach (var seed in Enumerable.Range(1, 20))
                cases.Add(Precision.Fp16, seed);
            return cases;
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(Seeds))]
    public void Should_Compute_With_Rounded_Weights_And_Alike_In_Both_Decoders(Precision precision, int seed)
    {
        // Given: a model of odd widths or of whole blocks, and the same one with its weights rounded beforehand
        var random = new Random(seed);
        var blocks = 64 * (1 + (seed % 2));
        using (var model = OddT5.Model(seed, random, config => seed % 3 > 0 ? config : config with { DModel = blocks }))
        {
            if (model is null)
                return;
            model.Save(folder.Folder("checkpoint"));
            Round(model, precision);
            model.Save(folder.Folder("rounded"));
        }
        T5Graphs.Export(folder.File("checkpoint"), folder.Folder("small"), precision: precision);
        T5Graphs.Export(folder.File("rounded"), folder.Folder("fp32"));
        var vocabulary = T5Config.Read(folder.File("small")).VocabSize;
        var sources = OddT5.Sources(random, vocabulary);
        var settings = new DecodeSettings { MaxNewTokens = 24, MinNewTokens = random.Next(0, 25) };

        // When
        using var expected = Seq2SeqSession.Open(folder.File("fp32"), Processor);
        using var plain = Seq2SeqSession.Open(folder.File("small"), Processor with { Path = DecoderPath.Plain });
        using var fused = Seq2SeqSession.Open(folder.File("small"), Processor);
        var (asked, given) = (expected.Logits(sources[0], [0, 5, 6]), plain.Logits(sources[0], [0, 5, 6]));

        // Then: what is left is the rounding of activations
        var size = Math.Sqrt(asked.Average(logit => logit * logit));
        var distance = Math.Sqrt(asked.Zip(given).Average(pair => Math.Pow(pair.First - pair.Second, 2)));
        Assert.InRange(distance, 0, size * (precision == Precision.Int8 ? 0.05 : 0.005));
        var (one, other) = (plain.Generate(sources, settings).Ids, fused.Generate(sources, settings).Ids);
        for (var text = 0; text < sources.Length; text++)
            AssertAlike(plain, sources[text], one[text], other[text]);

        foreach (var beams in new[] { 2, 4 })
        {
            var penalty = 2 * random.NextDouble();
            settings = new() { MaxNewTokens = 12, MinNewTokens = random.Next(4), Beams = beams, LengthPenalty = penalty };
            foreach (var batch in sources.Chunk(8 / beams))
            {
                var pairs = plain.Generate(batch, settings).Ids.Zip(fused.Generate(batch, settings).Ids);
                foreach (var (source, (wanted, found)) in batch.Zip(pairs))
                    AssertAsGood(plain, settings, source, wanted, found);
            }
        }
    }

    [Theory]
    [InlineData(Precision.Int8, "scales|positions"), InlineData(Precision.Fp16, "wo$|positions")]
    public void Should_Hold_Each_Matrix_Once_And_Small(Precision precision, string others)
    {
        // Given
        Export(folder, seed: 1, precision);

        foreach (var name in ExportFiles.Graphs.Append("decoder_fused.onnx").Append("decoder_fused_memory.onnx"))
        {
            // When
            var tensors = ModelText.Read(Exported(name)).Graph.Initializer;

            // Then: what stays in 32 bits are scales, norms, position tables and what 16 bits cannot hold the sums of
            var matrices = tensors.Where(tensor => tensor.Dims.Count == 2 && tensor.DataType == (int)ElementType.Float);
            Assert.All(matrices, tensor => Assert.Matches(others, tensor.Name));
            Assert.Equal(tensors.Count, tensors.Select(tensor => tensor.Name).Distinct().Count());
        }
        Assert.False(File.Exists(Exported("decoder_fused.bin")));
    }

    [Fact]
    public void Should_Keep_Sums_Beyond_The_Range_Of_16_Bits()
    {
        // Given: feed-forward sums of some 10^6, as the large FLAN models have
        using (var model = TinyT5.Model(seed: 1, TinyT5.Config with { DKv = 8 }))
        {
            using var ungraded = no_grad();
            foreach (var (name, weights) in model.named_parameters())
            {
                if (name.EndsWith("wo.weight", StringComparison.Ordinal))
                    weights.mul_(1e7f);
            }
            model.Save(folder.Folder("checkpoint"));
        }
        T5Graphs.Export(folder.File("checkpoint"), folder.Folder("fp16"), precision: Precision.Fp16);
        T5Graphs.Export(folder.File("checkpoint"), folder.Folder("fp32"));

        // When
        using var half = Seq2SeqSession.Open(folder.File("fp16"), Processor);
        using var whole = Seq2SeqSession.Open(folder.File("fp32"), Processor);
        var (logits, expected) = (half.Logits(Sources[0], [0, 5, 6]), whole.Logits(Sources[0], [0, 5, 6]));

        // Then
        var size = (float)Math.Sqrt(expected.Average(logit => logit * logit));
        Assert.All(expected.Zip(logits), pair => Assert.Equal(pair.First, pair.Second, 0.01f * size));
    }

    [Fact]
    public void Should_Name_A_Weight_Beyond_The_Range_Of_16_Bits()
    {
        // Given
        using (var model = TinyT5.Model(seed: 1))
        {
            using var ungraded = no_grad();
            model.named_parameters().Single(pair => pair.name == "encoder.block.1.layer.0.SelfAttention.o.weight")
                .parameter[0, 0].fill_(70000);
            model.Save(folder.Folder("checkpoint"));
        }

        // When
        var error = Assert.ThrowsAny<PipelineException>(() =>
            T5Graphs.Export(folder.File("checkpoint"), folder.Folder("fp16"), precision: Precision.Fp16));

        // Then
        Assert.Contains("encoder.block.1.layer.0.SelfAttention.o", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decoder_fused.onnx"), InlineData("decoder_fused_memory.onnx")]
    public void Should_Name_A_File_Of_Another_Model(string name)
    {
        // Given
        Export(folder, seed: 1);
        using var other = new TemporaryFolder();
        Export(other, seed: 2);
        File.Copy(other.File("onnx", name), Exported(name), overwrite: true);

        // Then
        Assert.Contains(name, Assert.ThrowsAny<PipelineException>(Open).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Precision.Int8, Precision.Fp32), InlineData(Precision.Fp32, Precision.Int8)]
    [InlineData(Precision.Fp16, Precision.Int8)]
    public void Should_Name_A_File_Of_Another_Precision(Precision described, Precision there)
    {
        // Given
        Export(folder, seed: 1, described);
        using var other = new TemporaryFolder();
        Export(other, seed: 1, there);
        File.Copy(other.File("onnx", "decoder_fused.onnx"), Exported("decoder_fused.onnx"), overwrite: true);

        // Then
        Assert.Contains("decoder_fused.onnx", Assert.ThrowsAny<PipelineException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Name_A_Description_Of_Other_Rows()
    {
        // Given
        Export(folder, seed: 1);
        var text = File.ReadAllText(Exported("decoder_fused.json"));
        File.WriteAllText(Exported("decoder_fused.json"), text.Replace("\"rows\":32", "\"rows\":31", StringComparison.Ordinal));

        // Then
        Assert.Contains("decoder_fused.json", Assert.ThrowsAny<PipelineException>(Open).Message, StringComparison.Ordinal);
    }

    // Both decoders add in other orders. An activation on the border of two steps then becomes another one, and two logits that
    // hardly differ may change places.
    private static void AssertAlike(Seq2SeqSession plain, int[] source, int[] one, int[] other)
    {
        var common = one.AsSpan().CommonPrefixLength(other);
        if (common == one.Length && common == other.Length)
            return;
        var logits = plain.Logits(source, [0, .. one[..common]]).TakeLast(plain.Shape.VocabularySize).ToArray();
        var (first, second) = (logits[common < one.Length ? one[common] : 1], logits[common < other.Length ? other[common] : 1]);
        Assert.Equal(first, second, 0.05f * (float)Math.Sqrt(logits.Average(logit => logit * logit)));
    }

    // Of texts that hardly differ in how likely they are, either may win.
    private static void AssertAsGood(Seq2SeqSession plain, DecodeSettings settings, int[] source, int[] one, int[] other)
    {
        if (one.AsSpan().SequenceEqual(other))
            return;
        Assert.Equal(Score(one), Score(other), 0.02);

        double Score(int[] ids)
        {
            int[] whole = ids.Length < settings.MaxNewTokens ? [.. ids, 1] : ids;
            var logits = plain.Logits(source, [0, .. whole[..^1]]).Chunk(plain.Shape.VocabularySize);
            var sum = logits.Zip(whole).Index().Sum(step =>
            {
                var ((own, id), isEarly) = (step.Item, step.Index < settings.MinNewTokens);
                return own[id] - Math.Log(own.Where((_, i) => !isEarly || i != 1).Sum(logit => Math.Exp(logit)));
            });
            return sum / Math.Pow(whole.Length, settings.LengthPenalty);
        }
    }

    private static void Export(TemporaryFolder to, int seed, Precision precision = Precision.Int8)
    {
        using (var model = TinyT5.Model(seed, TinyT5.Config with { DKv = 8 }))
            model.Save(to.Folder("checkpoint"));
        T5Graphs.Export(to.File("checkpoint"), to.Folder("onnx"), precision: precision);
    }

    private string Exported(string name) => folder.File("onnx", name);

    private Seq2SeqSession Open() => Seq2SeqSession.Open(folder.File("onnx"), Processor);

    // The position tables are no matrices that anything is multiplied with.
    private static void Round(T5Model model, Precision precision)
    {
        using var plain = no_grad();
        foreach (var (_, weights) in model.named_parameters()
            .Where(pair => pair.parameter.dim() == 2 && !pair.name.Contains("relative", StringComparison.Ordinal))
            .Where(pair => precision == Precision.Int8 || !pair.name.EndsWith("wo.weight", StringComparison.Ordinal)))
        {
            if (precision == Precision.Fp16)
            {
                using var halves = weights.to(ScalarType.Float16);
                weights.copy_(halves);
                continue;
            }
            var width = (int)weights.shape[1];
            var rounded = QuantizedRows.Of(weights.detach().contiguous().data<float>().ToArray(), width);
            var (block, blocks) = QuantizedRows.Blocks(width);
            using var values = tensor(Array.ConvertAll(rounded.Values, value => value - 128f)).view(-1, block);
            using var rows = (values * tensor(rounded.Scales).unsqueeze(1)).view(-1, block * blocks);
            weights.copy_(rows.narrow(1, 0, width));
        }
    }
}
