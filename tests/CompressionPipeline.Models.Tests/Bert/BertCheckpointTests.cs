using CompressionPipeline.Core;
using CompressionPipeline.Models.Bert;
using CompressionPipeline.Models.Checkpoints;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests.Bert;

/// <summary>Checkpoints as other programs write them.</summary>
public sealed class BertCheckpointTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("bert")]
    [InlineData("roberta")]
    public void Should_Load_What_It_Saved(string config)
    {
        // Given
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var model = TinyBert.Model(TinyBert.Configs[config]);

        // When
        model.Save(folder.Path);
        using var loaded = BertCheckpoint.Load(folder.Path);
        loaded.eval();

        // Then
        Assert.True(TinyBert.Logits(loaded).allclose(TinyBert.Logits(model), rtol: 0, atol: 0));
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("roberta")]
    public void Should_Start_From_An_Encoder_Saved_Without_Prefix_Or_Classifier(string config)
    {
        // Given: also a head of pretraining and a table of positions, as older writers keep them
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var model = TinyBert.Model(TinyBert.Configs[config]);
        model.Save(folder.Path);
        Rewrite(name => name.StartsWith("classifier", StringComparison.Ordinal) ? "cls.predictions." + name
            : name.Contains(".pooler.") ? "lm_head." + name : name[(name.IndexOf('.') + 1)..]);

        // When
        var remarks = new List<string>();
        using var started = BertCheckpoint.Start(folder.Path, ["red", "green", "blue", "none"], seed: 7, remarks);
        using var again = BertCheckpoint.Start(folder.Path, ["red", "green", "blue", "none"], seed: 7, remarks);
        started.eval();
        again.eval();

        // Then
        Assert.True(Last(started).allclose(Last(model), rtol: 0, atol: 0));
        Assert.Equal([2, 4], TinyBert.Logits(started).shape);
        Assert.True(TinyBert.Logits(again).allclose(TinyBert.Logits(started), rtol: 0, atol: 0));
        Assert.Contains("seed 7", remarks[0]);
    }

    [Fact]
    public void Should_Know_The_Names_That_TensorFlow_Has_For_A_Norm()
    {
        // Given
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var model = TinyBert.Model(TinyBert.Bert);
        model.Save(folder.Path);
        Rewrite(name => name.Replace("LayerNorm.weight", "LayerNorm.gamma").Replace("LayerNorm.bias", "LayerNorm.beta"));

        // When
        using var loaded = BertCheckpoint.Load(folder.Path);
        loaded.eval();

        // Then
        Assert.True(TinyBert.Logits(loaded).allclose(TinyBert.Logits(model), rtol: 0, atol: 0));
    }

    [Fact]
    public void Should_Keep_A_Classifier_That_Was_Trained_For_These_Labels()
    {
        // Given
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var model = TinyBert.Model(TinyBert.Bert);
        model.Save(folder.Path);

        // When
        var remarks = new List<string>();
        using var started = BertCheckpoint.Start(folder.Path, TinyBert.Bert.Labels, seed: 7, remarks);
        started.eval();

        // Then
        Assert.Empty(remarks);
        Assert.True(TinyBert.Logits(started).allclose(TinyBert.Logits(model), rtol: 0, atol: 0));
    }

    [Fact]
    public void Should_Keep_A_Regression_Whatever_The_Data_Calls_Its_Value()
    {
        // Given
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        using var model = TinyBert.Model(TinyBert.Bert with { Labels = ["score"] });
        model.Save(folder.Path);

        // When
        using var started = BertCheckpoint.Start(folder.Path, ["similarity"], seed: 7, []);
        started.eval();

        // Then
        Assert.Equal(["similarity"], started.Config.Labels);
        Assert.True(TinyBert.Logits(started).allclose(TinyBert.Logits(model), rtol: 0, atol: 0));
    }

    [Fact]
    public void Should_Take_Numbers_For_The_Labels_In_Their_Order_And_Say_So()
    {
        // Given
        using (var model = TinyBert.Model(TinyBert.Bert))
            model.Save(folder.Path);

        // When
        var remarks = new List<string>();
        using var started = BertCheckpoint.Start(folder.Path, ["0", "1", "2"], seed: 7, remarks);

        // Then
        Assert.Equal(["0", "1", "2"], started.Config.Labels);
        Assert.Contains("no, perhaps, yes", Assert.Single(remarks));
    }

    [Theory]
    [InlineData("no", "yes")]
    [InlineData("0", "1")]
    [InlineData("1", "0", "2")]
    [InlineData("yes", "perhaps", "no")]
    public void Should_Refuse_A_Classifier_For_Other_Labels(params string[] labels)
    {
        // Given
        using (var model = TinyBert.Model(TinyBert.Bert))
            model.Save(folder.Path);

        // When
        var error = Assert.Throws<InvalidFileException>(() => BertCheckpoint.Start(folder.Path, labels, 1, []));

        // Then
        Assert.Equal((folder.File("config.json"), "id2label"), (error.File, error.Key));
    }

    [Fact]
    public void Should_Refuse_To_Load_A_Model_Without_Classifier()
    {
        // Given
        using (var model = TinyBert.Model(TinyBert.Bert))
            model.Save(folder.Path);
        Rewrite(name => name.StartsWith("classifier", StringComparison.Ordinal) ? "cls." + name : name);

        // When
        var error = Assert.Throws<InvalidFileException>(() => BertCheckpoint.Load(folder.Path));

        // Then
        Assert.Equal(folder.File("model.safetensors"), error.File);
    }

    [Fact]
    public void Should_Refuse_A_Tensor_Under_Two_Names()
    {
        // Given
        using (var model = TinyBert.Model(TinyBert.Bert))
            model.Save(folder.Path);
        var (path, tensors) = Tensors();
        Safetensors.Write(path, tensors.Append(new("pooler.dense.bias", tensors["bert.pooler.dense.bias"])));

        // When
        var error = Assert.Throws<InvalidFileException>(() => BertCheckpoint.Load(folder.Path));

        // Then
        Assert.Equal((path, "pooler.dense.bias"), (error.File, error.Key));
    }

    private static Tensor Last(BertModel model) =>
        model.Encode(TinyBert.Rows(model.Config, TinyBert.Texts), Ids.Mask(TinyBert.Texts), null);

    private (string Path, IReadOnlyDictionary<string, TensorData> Tensors) Tensors()
    {
        var path = folder.File("model.safetensors");
        return (path, Safetensors.Read(path));
    }

    private void Rewrite(Func<string, string> name)
    {
        var (path, tensors) = Tensors();
        Safetensors.Write(path, tensors.Select(tensor => KeyValuePair.Create(name(tensor.Key), tensor.Value)));
    }
}
