using System.Globalization;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using TestKit;

namespace CompressionPipeline.Models.Tests;

public class T5ConfigTests
{
    private const string Whole = """
        {"model_type": "t5", "vocab_size": 64, "d_model": 32, "d_kv": 8, "d_ff": 64, "num_heads": 4, "num_layers": 3,
         "feed_forward_proj": "gated-gelu", "tie_word_embeddings": false, "output_past": true, "n_positions": 512}
        """;

    public sealed class TheReadMethod : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        [Fact]
        public void Should_Take_As_Many_Decoder_As_Encoder_Layers_Where_The_Key_Is_Absent()
        {
            // Given
            folder.Write("config.json", Whole);

            // When
            var config = T5Config.Read(folder.Path);

            // Then
            Assert.Equal((3, 3), (config.NumLayers, config.NumDecoderLayers));
            Assert.True(config.IsGated);
            Assert.False(config.TieWordEmbeddings);
        }

        [Fact]
        public void Should_Stay_An_MT5_When_It_Is_Written_Again()
        {
            // Given
            folder.Write("config.json", Whole.Replace("\"t5\"", "\"mt5\"")
                .Replace("\"output_past\": true", "\"architectures\": [\"MT5ForConditionalGeneration\"]"));

            // When
            T5Config.Read(folder.Path).Write(folder.Path);

            // Then
            var written = File.ReadAllText(folder.File("config.json"));
            Assert.Contains("\"model_type\": \"mt5\"", written, StringComparison.Ordinal);
            Assert.Contains("MT5ForConditionalGeneration", written, StringComparison.Ordinal);
            Assert.Equal(T5Config.MT5Type, T5Config.Read(folder.Path).ModelType);
            Assert.Equal(T5Config.MT5Type, ModelFamilies.Of(folder.Path).ModelType);
        }

        [Fact]
        public void Should_Take_Defaults_For_Null_Values_And_A_List_Of_One_For_It()
        {
            // Given
            const string Nulls = "\"num_decoder_layers\": null, \"dropout_rate\": null, \"eos_token_id\": [5]";
            folder.Write("config.json", Whole.Replace("\"n_positions\": 512", Nulls));

            // When
            var config = T5Config.Read(folder.Path);

            // Then
            Assert.Equal((3, 0.1, 5), (config.NumDecoderLayers, config.DropoutRate, config.EosTokenId));
        }

        [Theory]
        [InlineData("\"model_type\": \"t5\"", "\"model_type\": \"bart\"", "'model_type' is 'bart'")]
        [InlineData("\"model_type\": \"t5\", ", "", "'model_type' is missing")]
        [InlineData("\"d_model\": 32", "\"d_model\": 0", "'d_model' is 0")]
        [InlineData("\"d_model\": 32", "\"d_model\": \"wide\"", "'d_model'")]
        [InlineData("\"d_model\": 32, ", "", "d_model")]
        [InlineData("\"num_heads\": 4", "\"num_heads\": -1", "'num_heads' is -1")]
        [InlineData("gated-gelu", "gated-tanh", "'feed_forward_proj' is 'gated-tanh'")]
        [InlineData("\"n_positions\": 512", "\"dropout_rate\": 1.5", "'dropout_rate' is 1.5")]
        [InlineData("\"n_positions\": 512", "\"eos_token_id\": 64", "'eos_token_id' is 64")]
        [InlineData("\"n_positions\": 512", "\"kept_heads\": {\"encoder.3\": [0]}", "'kept_heads'")]
        [InlineData("\"n_positions\": 512", "\"kept_heads\": {\"encoder.1\": [1, 0]}", "'kept_heads'")]
        [InlineData("\"n_positions\": 512", "\"kept_heads\": {\"decoder.1\": [4]}", "'kept_heads'")]
        [InlineData("\"n_positions\": 512", "\"kept_heads\": {\"decoder.1\": null}", "'kept_heads'")]
        [InlineData("\"n_positions\": 512", "\"cross_heads\": [1, 5, 4]", "'cross_heads'")]
        [InlineData("\"n_positions\": 512", "\"decoder_d_ff\": [1, -1, 64]", "'decoder_d_ff'")]
        [InlineData("\"n_positions\": 512}", "", "cut off")]
        public void Should_Refuse_A_Faulty_File_Naming_It_And_The_Key(string whole, string invalid, string named)
        {
            // Given
            var path = folder.Write("config.json", Whole.Replace(whole, invalid));

            // When
            var error = Assert.ThrowsAny<PipelineException>(() => T5Config.Read(folder.Path));

            // Then
            Assert.Contains(path, error.Message);
            Assert.Contains(named, error.Message);
        }

        [Theory]
        [InlineData("feed_forward_proj", "\"gated-tanh\"")]
        [InlineData("relative_attention_num_buckets", "15")]
        [InlineData("relative_attention_max_distance", "16")]
        [InlineData("dense_act_fn", "\"silu\"")]
        [InlineData("is_gated_act", "false")]
        [InlineData("is_encoder_decoder", "false")]
        [InlineData("architectures", "[\"T5EncoderModel\"]")]
        [InlineData("quantization_config", "{\"bits\": 4}")]
        [InlineData("auto_map", "{\"AutoModel\": \"modeling.Model\"}")]
        [InlineData("pruned_heads", "{\"0\": [1]}")]
        public void Should_Say_Of_An_Unsupported_Variant_What_Is_Supported(string key, string value)
        {
            // Given
            var whole = key == "feed_forward_proj" ? Whole.Replace("\"feed_forward_proj\": \"gated-gelu\", ", "") : Whole;
            var path = folder.Write("config.json", whole.Replace(
                "\"output_past\": true", $"\"output_past\": true,\n\"{key}\": {value}"));

            // When
            var error = Assert.Throws<InvalidFileException>(() => T5Config.Read(folder.Path));

            // Then
            Assert.Equal((path, 3, key), (error.File, error.Line, error.Key));
            Assert.EndsWith(T5ConfigKeys.Supported, error.Message);
        }

        [Fact]
        public void Should_List_Every_Impossible_Value_At_Once()
        {
            // Given
            folder.Write("config.json", Whole.Replace("\"d_ff\": 64", "\"d_ff\": 0").Replace("\"d_kv\": 8", "\"d_kv\": -8"));

            // When
            var error = Assert.ThrowsAny<PipelineException>(() => T5Config.Read(folder.Path));

            // Then
            Assert.Contains("'d_ff'", error.Message);
            Assert.Contains("'d_kv'", error.Message);
        }

        [Fact]
        public void Should_Say_That_A_Folder_Holds_No_Checkpoint()
        {
            // When
            var error = Assert.ThrowsAny<PipelineException>(() => T5Config.Read(folder.Path));

            // Then
            Assert.Contains(folder.File("config.json"), error.Message);
        }

        public void Dispose() => folder.Dispose();
    }

    public class TheWriteMethod
    {
        [Fact]
        public void Should_Write_What_Read_Reads()
        {
            // Given
            using var folder = new TemporaryFolder();
            var config = TinyT5.Gated with { NumDecoderLayers = 1 };

            // When
            config.Write(folder.Path);

            // Then
            Assert.Equal(config, T5Config.Read(folder.Path));
        }

        [Fact]
        public void Should_Write_The_Widths_Of_Layers_That_Differ()
        {
            // Given
            using var folder = new TemporaryFolder();
            var config = TinyT5.Config with
            {
                KeptHeads = T5Config.HeadsThatDiffer([[0], [0, 1], []], [], 2),
                CrossHeads = [2, 1, 0],
                DecoderDFf = [24, 0, 3],
            };

            // When
            config.Write(folder.Path);

            // Then
            var json = JsonNode.Parse(File.ReadAllText(folder.File("config.json")))!.AsObject();
            Assert.Equal("""{"encoder.0":[0],"encoder.2":[]}""", json["kept_heads"]!.ToJsonString());
            Assert.Equal(config, T5Config.Read(folder.Path));
            Assert.NotEqual(config, config with { CrossHeads = [2, 1, 1] });
        }

        [Fact]
        public void Should_Write_Hugging_Faces_Keys()
        {
            // Given
            using var folder = new TemporaryFolder();

            // When
            T5Config.Shape("docs-mini").Write(folder.Path);

            // Then
            Approve.Text(File.ReadAllText(folder.File("config.json")), "docs-mini.config");
        }
    }

    public class TheShapeMethod
    {
        [Fact]
        public void Should_Offer_The_Nearest_Names_For_An_Unknown_One()
        {
            // When
            var error = Assert.ThrowsAny<PipelineException>(() => T5Config.Shape("flan-t5-smal"));

            // Then
            Assert.Contains("flan-t5-small", error.Message);
        }

        [Theory]
        [InlineData("docs-mini", 4, 4)]
        [InlineData("flan-t5-small", 8, 8)]
        public void Should_Tell_How_Deep_It_Is(string shape, int encoder, int decoder)
        {
            // Then
            Assert.Equal((encoder, decoder), ModelFamilies.ShapeDepths[shape]);
        }
    }

    public class TheParameterCountProperty
    {
        [Theory]
        [InlineData("flan-t5-small", 76_961_152)]
        [InlineData("flan-t5-base", 247_577_856)]
        [InlineData("flan-t5-large", 783_150_080)]
        [InlineData("mt5-small", 300_176_768)]
        [InlineData("mt5-base", 582_401_280)]
        [InlineData("t5-small", 60_506_624)]
        [InlineData("t5-base", 222_903_552)]
        [InlineData("t5-large", 737_668_096)]
        public void Should_Be_That_Of_The_Published_Model(string shape, long parameters)
        {
            // Then
            Assert.Equal(parameters, T5Config.Shape(shape).ParameterCount);
        }

        /// <summary>Millions of parameters in the published tables, 96 rows: CNN/DailyMail and XSUM alike.</summary>
        public static TheoryData<string, string> PublishedMillions => new()
        {
            {
                "flan-t5-small",
                "6-6:77.0 6-5:70.7 6-4:67.5 6-3:64.4 6-2:58.1 6-1:54.9 5-6:72.2 4-6:69.9 "
                + "3-6:67.5 2-6:62.8 1-6:60.4 5-5:65.9 4-4:60.4 3-3:54.9 2-2:43.9 1-1:38.4"
            },
            {
                "flan-t5-base",
                "6-6:247.6 6-5:228.7 6-4:209.8 6-3:190.9 6-2:172.1 6-1:153.2 5-6:233.4 4-6:219.3 "
                + "3-6:205.1 2-6:190.9 1-6:176.8 5-5:214.5 4-4:181.5 3-3:148.5 2-2:115.4 1-1:82.4"
            },
            {
                "flan-t5-large",
                "6-6:783.2 6-5:715.0 6-4:646.8 6-3:578.6 6-2:510.5 6-1:442.3 5-6:731.8 4-6:680.4 "
                + "3-6:629.0 2-6:577.6 1-6:526.2 5-5:663.6 4-4:544.0 3-3:424.5 2-2:304.9 1-1:185.4"
            },
        };

        [Theory]
        [MemberData(nameof(PublishedMillions))]
        public void Should_Be_That_Of_Campos_And_Zhais_Pruned_Models(string shape, string rows)
        {
            // Given
            var whole = T5Config.Shape(shape);
            var expected = rows.Split(' ').Select(row => row.Split(':')).ToDictionary(row => row[0], row => row[1]);

            // When
            var counted = expected.Keys.ToDictionary(level => level, level =>
            {
                var pruned = whole with
                {
                    NumLayers = StackLevel.Kept(whole.NumLayers, level[0] - '0'),
                    NumDecoderLayers = StackLevel.Kept(whole.NumDecoderLayers, level[2] - '0'),
                };
                return (pruned.ParameterCount / 1e6).ToString("F1", CultureInfo.InvariantCulture);
            });

            // Then
            Assert.Equal(16, counted.Count);
            Assert.Equal(expected, counted);
        }
    }
}
