using CompressionPipeline.Core;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Masks;
using Microsoft.ML.OnnxRuntime;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests.Bert;

/// <summary>A masked model under TorchSharp against the shrunk one under ONNX Runtime.</summary>
public sealed class ClassifierGraphTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, int, Precision> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, Precision>();
            foreach (var config in TinyBert.Configs.Keys)
            {
                for (var seed = 1; seed <= 6; seed++)
                    cases.Add(config, seed, Precision.Fp32);
                cases.Add(config, 1, Precision.Int8);
                cases.Add(config, 1, Precision.Fp16);
            }
            return cases;
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Should_Give_The_Logits_Of_The_Masked_Model(string config, int seed, Precision precision)
    {
        // Given
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var whole = TinyBert.Model(TinyBert.Configs[config], seed);
        var mask = RandomMask.Of(whole.Config.KeepAll(), new Random(seed), hidden: false);
        var expected = TinyBert.Logits(whole, MaskTensors.From(mask));

        // When
        using (var smaller = whole.Shrink(mask))
            smaller.Save(folder.Folder("checkpoint"));
        ModelFamilies.Of(folder.File("checkpoint")).Export(
            folder.File("checkpoint"), folder.Folder("onnx"), precision: precision);

        // Then
        using var session = new InferenceSession(folder.File("onnx/" + ExportFiles.Classifier));
        var inputs = new Dictionary<string, Tensor>
        {
            ["input_ids"] = TinyBert.Rows(whole.Config, TinyBert.Texts), ["attention_mask"] = Ids.Mask(TinyBert.Texts),
        };
        if (TinyBert.Types(whole.Config, TinyBert.Texts) is { } types)
            inputs["token_type_ids"] = types;
        Assert.Equal(inputs.Keys, session.InputNames);
        using var options = new RunOptions();
        using var outputs = session.Run(options, inputs.ToDictionary(
            input => input.Key, input => OrtValue.CreateTensorValueFromMemory(
                input.Value.data<long>().ToArray(), input.Value.shape)), ["logits"]);
        Assert.Equal(expected.shape, outputs[0].GetTensorTypeAndShape().Shape);
        var values = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        var tolerance = precision switch { Precision.Int8 => 0.05f, Precision.Fp16 => 2e-3f, _ => 1e-5f };
        Assert.All(expected.data<float>().ToArray().Zip(values), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
