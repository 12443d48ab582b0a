using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Stages.Export;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Export;

public sealed class ExportStageTests
{
    public sealed class TheRunMethod : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public TheRunMethod()
        {
            var model = folder.Folder("model");
            var config = T5Config.Shape("tiny") with { NumLayers = 2, NumDecoderLayers = 1 };
            using var torch = T5Model.Initialize(config, seed: 7);
            T5Checkpoint.Save(torch, model);
            WriteData(400);
            foreach (var place in new[] { model, folder.File("data") })
            {
                var tokenizer = RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model");
                File.Copy(tokenizer, Path.Combine(place, "spiece.model"));
            }
        }

        public void Dispose() => folder.Dispose();

        [Fact]
        public void Should_Write_A_Folder_That_Other_Runtimes_Load()
        {
            // When
            new ExportStage().Run(Context(new() { ParityDocuments = 5 }));

            // Then
            Assert.Equal(
                [
                    "config.json", "decoder_fused.json", "decoder_fused.onnx", "decoder_fused_memory.onnx",
                    "decoder_model.onnx", "decoder_model_merged.onnx",
                    "decoder_with_past_model.onnx", "encoder_model.onnx", "generation_config.json", "parity.json", "spiece.model",
                ],
                Directory.GetFiles(folder.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }

        [Fact]
        public void Should_Leave_The_Merged_Decoder_Out_Where_Nobody_Wants_It()
        {
            // When
            new ExportStage().Run(Context(new() { ParityDocuments = 1, Merged = false }));

            // Then
            Assert.False(File.Exists(folder.File("out", "decoder_model_merged.onnx")));
        }

        [Fact]
        public void Should_Let_Prefix_And_Length_Travel_With_The_Graphs()
        {
            // When
            new ExportStage().Run(Context(new() { ParityDocuments = 1 }));

            // Then
            var config = JsonNode.Parse(File.ReadAllText(folder.File("out", "config.json")))!;
            var generation = JsonNode.Parse(File.ReadAllText(folder.File("out", "generation_config.json")))!.AsObject();
            Assert.Equal("summarize: ", config["task_specific_params"]!["summarization"]!["prefix"]!.GetValue<string>());
            Assert.Equal(8, generation["max_new_tokens"]!.GetValue<int>());
            Assert.False(generation.ContainsKey("_from_model_config"));
            Assert.Equal(T5Config.Read(folder.File("model")), T5Config.Read(folder.File("out")));
        }

        [Fact]
        public void Should_Prove_That_The_Graphs_Follow_The_Checkpoint()
        {
            // When
            new ExportStage().Run(Context(new() { ParityDocuments = 7, BatchSize = 4 }));

            // Then
            var parity = JsonNode.Parse(File.ReadAllText(folder.File("out", "parity.json")))!;
            Assert.Equal(7, parity["documents"]!.GetValue<int>());
            Assert.InRange(parity["max-difference"]!.GetValue<double>(), 0, 1e-4);
            Assert.InRange(parity["mean-difference"]!.GetValue<double>(), 0, parity["max-difference"]!.GetValue<double>());
            Assert.Equal(1.0, parity["agreement"]!.GetValue<double>());
            Assert.Null(parity["first-divergent-position"]);
        }

        [Fact]
        public void Should_Score_The_Texts_Of_Both_Runtimes()
        {
            // When
            new ExportStage().Run(Context(new() { ParityDocuments = 7 }));

            // Then
            var rouge = StageFiles.Read<ParityResult>(folder.File("out", "parity.json")).Scores;
            Assert.Equal(["rouge1", "rouge2", "rouge3", "rougeL", "rougeLsum"], rouge.Keys);
            Assert.All(rouge.Values, scores => Assert.Equal(scores.Torch, scores.Onnx));
            Assert.All(rouge.Values, scores => Assert.InRange(scores.Torch, 0, 100));
        }

        [Fact]
        public void Should_Measure_Parameters_And_Bytes()
        {
            // When
            var metrics = new ExportStage().Run(Context(new() { ParityDocuments = 1 }))
                .ToDictionary(metric => metric.Name, metric => metric.Value);

            // Then
            Assert.Equal(T5Config.Read(folder.File("model")).ParameterCount, metrics["parameters"]);
            var graphs = ExportFiles.Graphs.Select(name => folder.File("out", name));
            Assert.Equal(graphs.Sum(file => new FileInfo(file).Length), metrics["bytes"]);
            Assert.Equal(1.0, metrics["parity.agreement"]);
            Assert.InRange(metrics["parity.max-difference"], 0, 1e-4);
        }

        [Fact]
        public void Should_Fail_Beyond_The_Limit_And_Keep_The_Figures()
        {
            // When
            var error = Assert.Throws<PipelineException>(() =>
                new ExportStage().Run(Context(new() { ParityDocuments = 3, MaxDifference = 1e-12 })));

            // Then
            Assert.Contains("(max-difference)", error.Message, StringComparison.Ordinal);
            Assert.True(File.Exists(folder.File("out", "parity.json")));
        }

        [Theory, InlineData(Precision.Int8, 0.4), InlineData(Precision.Fp16, 0.7)]
        public void Should_Measure_Rounded_Weights_And_Leave_The_Judging_To_Others(Precision precision, double share)
        {
            // Given
            var whole = Bytes(new() { ParityDocuments = 1 });

            // When: limits that no rounded weight keeps
            var bytes = Bytes(
                new() { Precision = precision, ParityDocuments = 5, MaxDifference = 1e-9, MinAgreement = 1 });

            // Then
            var parity = StageFiles.Read<ParityResult>(folder.File("out", "parity.json"));
            Assert.Equal(OptionsJson.NameOf(precision), parity.Precision);
            Assert.InRange(parity.MaxDifference, 1e-6, 1);
            Assert.InRange(bytes, 0, whole * share);

            double Bytes(ExportOptions options)
            {
                Directory.Delete(folder.Folder("out"), recursive: true);
                return new ExportStage().Run(Context(options)).Single(metric => metric.Name == "bytes").Value;
            }
        }

        [Fact]
        public void Should_Keep_The_Keys_Of_Exports_In_32_Bits()
        {
            // Then
            Assert.False(OptionsJson.Write(new ExportOptions()).ContainsKey("precision"));
            Assert.Equal("int8", (string?)OptionsJson.Write(new ExportOptions { Precision = Precision.Int8 })["precision"]);
        }

        [Fact]
        public void Should_Refuse_A_Checkpoint_That_Is_Cut_Off()
        {
            // Given
            var path = folder.File("model", "model.safetensors");
            var bytes = File.ReadAllBytes(path);
            File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);

            // When
            var error = Assert.Throws<PipelineException>(() => new ExportStage().Run(Context(new())));

            // Then
            Assert.Contains("model.safetensors", error.Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Refuse_To_Prove_Parity_On_Nothing()
        {
            // Given
            WriteData(0);

            // When
            var error = Assert.Throws<PipelineException>(() => new ExportStage().Run(Context(new())));

            // Then
            Assert.Contains("test split is empty", error.Message, StringComparison.Ordinal);
        }

        private void WriteData(int pairs) => DataSetWriter.Write(
            folder.Folder("data"),
            Enumerable.Range(0, pairs).Select(i => new Example(
                $"{i:x16}", $"Method Frobnicate{i}. Parameters: text, the text to convert.", $"Converts text number {i}.")),
            new() { Name = "jsonl", Prefix = "summarize: ", MaxSourceLength = 24, MaxTargetLength = 8 });

        private StageContext Context(ExportOptions options) => new()
        {
            Options = OptionsJson.Write(options),
            Inputs = new Dictionary<string, Artifact> { ["model"] = Made("model"), ["data"] = Made("data") },
            Seed = 42,
            OutputFolder = folder.Folder("out"),
            ScratchFolder = folder.Folder("scratch"),
            Progress = SilentProgress.Instance,
        };

        private Artifact Made(string name) => new(new(name, Digest.OfText(name)), folder.File(name));
    }

    public sealed class DivergingIds
    {
        [Theory]
        [InlineData(new[] { 5, 6 }, new[] { 5, 6 }, null, null, null)]
        [InlineData(new[] { 5, 6 }, new[] { 5, 7 }, 1, 6, 7)]
        [InlineData(new[] { 5, 6 }, new[] { 5 }, 1, 6, null)]
        [InlineData(new int[0], new[] { 5 }, 0, null, 5)]
        public void Should_Be_Told_With_Place_And_Both_Ids(int[] torch, int[] onnx, int? position, int? left, int? right)
        {
            // When
            var divergence = Divergence.Of("some id", torch, onnx);

            // Then
            Assert.Equal((position, left, right), (divergence?.Position, divergence?.Torch, divergence?.Onnx));
        }
    }

    public sealed class TheLimits
    {
        private static ParityResult Result(double difference, double agreement) => new()
        {
            Documents = 100, Logits = 1000, MaxDifference = difference, MeanDifference = difference,
            Agreement = agreement, Divergences = [new("a", 3, 1, 2)],
        };

        [Theory]
        [InlineData(1e-3, 0.99), InlineData(0, 1)]
        public void Should_Let_Pass_What_Is_Within(double difference, double agreement) =>
            Result(difference, agreement).Require(1e-3, 0.99);

        [Theory]
        [InlineData(1.1e-3, 1, "logits differ"), InlineData(double.NaN, 1, "logits differ")]
        [InlineData(0, 0.98, "ids part first at position 3")]
        public void Should_Refuse_What_Is_Beyond(double difference, double agreement, string why)
        {
            // When
            var error = Assert.Throws<PipelineException>(() => Result(difference, agreement).Require(1e-3, 0.99));

            // Then
            Assert.Contains(why, error.Message, StringComparison.Ordinal);
        }
    }
}
