using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Bert;
using CompressionPipeline.Models.Masks;
using TestKit;

namespace CompressionPipeline.Models.Tests.Bert;

public static class BertConfigTests
{
    private const string Whole = """
        {"model_type": "bert", "architectures": ["BertForSequenceClassification"], "vocab_size": 64, "hidden_size": 32,
         "num_hidden_layers": 3, "num_attention_heads": 4, "intermediate_size": 48, "max_position_embeddings": 20,
         "id2label": {"0": "bad", "1": "good"}, "label2id": {"bad": 0, "good": 1}, "output_past": true}
        """;

    public sealed class TheReadMethod : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        [Fact]
        public void Should_Take_What_The_File_Says_And_Hugging_Faces_Defaults()
        {
            // Given
            folder.Write("config.json", Whole.Replace("\"output_past\": true", "\"classifier_dropout\": null"));

            // When
            var config = BertConfig.Read(folder.Path);

            // Then
            Assert.Equal(["bad", "good"], config.Labels);
            Assert.Equal((3, 4, 48, "gelu", 1e-12, 20),
                (config.NumHiddenLayers, config.NumAttentionHeads, config.IntermediateSize,
                config.HiddenAct, config.LayerNormEps, config.MaxLength));
            Assert.False(config.IsRegression);
        }

        [Theory]
        [InlineData("\"id2label\": {\"0\": \"bad\", \"1\": \"good\"}, ", "", "bad good")]
        [InlineData("\"id2label\": {\"0\": \"bad\", \"1\": \"good\"}, \"label2id\": {\"bad\": 0, \"good\": 1}, ", "",
            "LABEL_0 LABEL_1")]
        [InlineData("\"id2label\": {\"0\": \"bad\", \"1\": \"good\"}, \"label2id\": {\"bad\": 0, \"good\": 1}",
            "\"num_labels\": 3", "LABEL_0 LABEL_1 LABEL_2")]
        [InlineData("\"0\": \"bad\", \"1\": \"good\"}, \"label2id\": {\"bad\": 0, \"good\": 1}",
            "\"0\": 5, \"1\": false}, \"label2id\": {\"5\": 0, \"false\": 1}", "5 false")]
        public void Should_Find_The_Labels_Where_They_Are_Written(string whole, string other, string labels)
        {
            // Given
            folder.Write("config.json", Whole.Replace(whole, other));

            // Then
            Assert.Equal(labels.Split(' '), BertConfig.Read(folder.Path).Labels);
        }

        [Theory]
        [InlineData("gelu_python", "gelu")]
        [InlineData("gelu_pytorch_tanh", "gelu_new")]
        [InlineData("gelu_fast", "gelu_new")]
        public void Should_Know_An_Activation_By_Its_Other_Names(string written, string name)
        {
            // Given
            folder.Write("config.json", Whole.Replace("\"output_past\": true", $"\"hidden_act\": \"{written}\""));

            // Then
            Assert.Equal(name, BertConfig.Read(folder.Path).HiddenAct);
        }

        [Theory]
        [InlineData("is_decoder", "\"true\"")]
        [InlineData("is_decoder", "1")]
        [InlineData("add_cross_attention", "1")]
        [InlineData("architectures", "\"BertForTokenClassification\"")]
        [InlineData("id2label", "[\"bad\", \"good\"]")]
        [InlineData("label2id", "[\"bad\", \"good\"]")]
        [InlineData("num_hidden_layers", "16777216")]
        public void Should_Refuse_A_Value_Of_Another_Kind_Than_Usual(string key, string value)
        {
            // Given
            var json = (JsonObject)JsonNode.Parse(Whole)!;
            json[key] = JsonNode.Parse(value);
            folder.Write("config.json", json.ToJsonString());

            // When, Then
            Assert.Equal(key, Assert.Throws<InvalidFileException>(() => BertConfig.Read(folder.Path)).Key);
        }

        [Fact]
        public void Should_Count_Robertas_Positions_From_Behind_Its_Pad()
        {
            // Given
            folder.Write("config.json", Whole.Replace("\"bert\"", "\"roberta\"").Replace("BertFor", "RobertaFor"));

            // When
            var config = BertConfig.Read(folder.Path);

            // Then
            Assert.Equal((1, 18), (config.PadTokenId, config.MaxLength));
        }

        [Theory]
        [InlineData("\"bert\"", "\"bart\"", "model_type")]
        [InlineData("\"model_type\": \"bert\", ", "", "model_type")]
        [InlineData("BertForSequenceClassification", "BertForTokenClassification", "architectures")]
        [InlineData("\"hidden_size\": 32", "\"hidden_size\": 30", "hidden_size")]
        [InlineData("\"hidden_size\": 32", "\"hidden_size\": \"wide\"", "hidden_size")]
        [InlineData("\"num_attention_heads\": 4", "\"num_attention_heads\": 0", "num_attention_heads")]
        [InlineData("\"vocab_size\": 64, ", "", "vocab_size")]
        [InlineData("\"output_past\": true", "\"hidden_act\": \"silu\"", "hidden_act")]
        [InlineData("\"output_past\": true", "\"position_embedding_type\": \"relative_key\"", "position_embedding_type")]
        [InlineData("\"output_past\": true", "\"is_decoder\": true", "is_decoder")]
        [InlineData("\"output_past\": true", "\"quantization_config\": {\"bits\": 4}", "quantization_config")]
        [InlineData("\"output_past\": true", "\"pruned_heads\": {\"0\": [1]}", "pruned_heads")]
        [InlineData("\"output_past\": true", "\"hidden_dropout_prob\": 1.5", "hidden_dropout_prob")]
        [InlineData("\"output_past\": true", "\"pad_token_id\": 64", "pad_token_id")]
        [InlineData("\"output_past\": true", "\"encoder_heads\": [1, 2]", "encoder_heads")]
        [InlineData("\"output_past\": true", "\"encoder_heads\": [1, 2, 5]", "encoder_heads")]
        [InlineData("\"output_past\": true", "\"encoder_intermediate_size\": [-1, 2, 5]", "encoder_intermediate_size")]
        [InlineData("\"output_past\": true", "\"problem_type\": \"multi_label_classification\"", "problem_type")]
        [InlineData("\"output_past\": true", "\"problem_type\": \"regression\"", "problem_type")]
        [InlineData("\"output_past\": true", "\"num_labels\": 3", "num_labels")]
        [InlineData("\"good\": 1", "\"good\": 2", "label2id")]
        [InlineData("\"1\": \"good\"", "\"2\": \"good\"", "id2label")]
        [InlineData("\"1\": \"good\"", "\"1\": \"bad\"", "id2label")]
        public void Should_Refuse_A_Faulty_File_Naming_It_And_The_Key(string whole, string invalid, string key)
        {
            // Given
            var path = folder.Write("config.json", Whole.Replace(whole, invalid));

            // When
            var error = Assert.Throws<InvalidFileException>(() => BertConfig.Read(folder.Path));

            // Then
            Assert.Equal((path, key), (error.File, error.Key));
        }

        [Fact]
        public void Should_Say_Which_Keys_It_Does_Not_Know()
        {
            // Given
            folder.Write("config.json", Whole.Replace("\"output_past\"", "\"layer_norm_epsilon\""));

            // Then
            Assert.Contains("layer_norm_eps", Assert.Single(BertCheckpoint.Remarks(folder.Path)).Split("; ")[1]);
        }

        public void Dispose() => folder.Dispose();
    }

    public class TheWriteMethod
    {
        [Theory]
        [InlineData("bert")]
        [InlineData("roberta, relu, regression")]
        public void Should_Write_What_Read_Reads(string name)
        {
            // Given
            using var folder = new TemporaryFolder();
            var config = TinyBert.Configs[name] with { EncoderHeads = [1, 0, 4], EncoderIntermediateSize = [0, 12, 5] };

            // When
            config.Write(folder.Path);

            // Then
            Assert.Equal(config, BertConfig.Read(folder.Path));
            Assert.NotEqual(config, config with { EncoderHeads = [1, 0, 3] });
            Assert.NotEqual(config, config with { Labels = ["other"] });
        }

        [Fact]
        public void Should_Write_Hugging_Faces_Keys()
        {
            // Given
            using var folder = new TemporaryFolder();

            // When
            BertConfig.Shape("bert-nano").Write(folder.Path);

            // Then
            Approve.Text(File.ReadAllText(folder.File("config.json")), "bert-nano.config");
        }
    }

    public class TheParameterCount
    {
        [Theory]
        [InlineData("bert-base-cased", 108_311_810, 21.47)]
        [InlineData("roberta-base", 124_647_170, 31.76)]
        public void Should_Be_That_Of_Klein_And_Others_For_The_Whole_Network_And_For_None_Of_Its_Layers(
            string shape, long whole, double floorPercent)
        {
            // Given
            var config = BertConfig.Shape(shape);
            var all = config.KeepAll();
            var none = all.Encoder.Layers.Select(layer => new LayerMask(new(layer.Heads.Of, []), new(layer.Units.Of, [])));

            // When
            var floor = BertShrink.Shape(config, all with { Encoder = new(all.Encoder.Kept, [.. none]) });

            // Then
            Assert.Equal(whole, config.ParameterCount);
            Assert.Equal(floorPercent, Math.Round(100.0 * floor.ParameterCount / whole, 2));
        }
    }
}
