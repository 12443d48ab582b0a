using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tokenization;

namespace CompressionPipeline.Inference.Tests;

public static class ClassifierTests
{
    public sealed class TheClassifyMethod(ClassifierExport export) : IClassFixture<ClassifierExport>
    {
        [Fact]
        public void Should_Give_Each_Label_Its_Probability_And_Name_The_Most_Probable()
        {
            // Given
            using var classifier = export.Load();

            // When
            var found = classifier.Classify(ClassifierExport.Texts[1]);

            // Then
            Assert.Equal(["no", "perhaps", "yes"], found.Scores.Keys);
            Assert.Equal(1, found.Scores.Values.Sum(), 9);
            Assert.Equal(found.Scores.MaxBy(score => score.Value).Key, found.Label);
            Assert.Null(found.Value);
        }

        [Fact]
        public void Should_Be_The_Softmax_Of_The_Logits()
        {
            // Given
            using var classifier = export.Load();
            using var session = ClassifierSession.Open(export.Folder, TinyExport.Processor);
            var logits = session.Logits([PairTokenizer.Open(export.Folder).Encode("the car", "is red")], padId: 0)[0];

            // When
            var found = classifier.Classify("the car", "is red");

            // Then
            var sum = logits.Sum(logit => Math.Exp(logit));
            Assert.All(found.Scores.Values.Zip(logits), pair => Assert.Equal(Math.Exp(pair.Second) / sum, pair.First, 6));
        }

        [Fact]
        public void Should_Keep_The_Order_Of_Many_Texts()
        {
            // Given
            using var classifier = export.Load(new() { BatchSize = 2 });

            // When
            var found = classifier.Classify(ClassifierExport.Texts);

            // Then: filling up and company change the last digits at most
            Assert.All(found.Zip(ClassifierExport.Texts), pair => Assert.All(
                pair.First.Scores.Values.Zip(classifier.Classify(pair.Second).Scores.Values), score =>
                    Assert.Equal(score.First, score.Second, 5)));
        }

        [Fact]
        public void Should_Tell_A_Pair_From_The_Same_Words_In_One_Text()
        {
            // Given
            using var classifier = export.Load();

            // Then
            Assert.NotEqual(classifier.Classify("red", "car").Scores["yes"], classifier.Classify("red car").Scores["yes"], 3);
            Assert.Equal(classifier.Classify("red", "car").Scores["yes"],
                classifier.Classify([("a", "b"), ("red", "car")])[1].Scores["yes"], 5);
        }

        [Fact]
        public void Should_Read_The_Beginning_Of_A_Text_That_Is_Too_Long()
        {
            // Given
            using var classifier = export.Load();
            var text = string.Join(' ', Enumerable.Repeat("car", 10_000));

            // Then
            Assert.Equal(classifier.Classify(string.Join(' ', Enumerable.Repeat("car", 12))).Scores,
                classifier.Classify(text).Scores);
        }

        [Fact]
        public void Should_Serve_Many_Threads_At_Once()
        {
            // Given
            using var classifier = export.Load();
            var expected = classifier.Classify("the car is red").Scores["yes"];

            // Then
            Parallel.For(0, 40, _ => Assert.Equal(expected, classifier.Classify("the car is red").Scores["yes"]));
        }

        [Fact]
        public void Should_Refuse_Calls_After_It_Was_Disposed()
        {
            // Given
            var classifier = export.Load();
            classifier.Dispose();
            classifier.Dispose();

            // Then
            Assert.Throws<ObjectDisposedException>(() => classifier.Classify("red"));
        }

        [Fact]
        public void Should_Stop_Where_It_Is_Cancelled()
        {
            // Given
            using var classifier = export.Load();

            // Then
            Assert.ThrowsAny<OperationCanceledException>(() => classifier.Classify(["red"], new CancellationToken(true)));
        }

        [Fact]
        public void Should_Give_The_Value_Of_A_Regression()
        {
            // Given
            using var regression = new ClassifierExport("roberta-regression");
            using var session = ClassifierSession.Open(regression.Folder, TinyExport.Processor);
            using var classifier = regression.Load();

            // When
            var found = classifier.Classify("the car");

            // Then
            Assert.Equal((null, 0), (found.Label, found.Scores.Count));
            Assert.Equal(session.Logits([PairTokenizer.Open(regression.Folder).Encode("the car", null)], padId: 0)[0][0],
                found.Value!.Value, 5);
        }
    }

    public sealed class TheSession
    {
        [Theory]
        [InlineData("bert")]
        [InlineData("tanh-gelu")]
        [InlineData("roberta")]
        [InlineData("roberta-regression")]
        [InlineData("pruned")]
        public void Should_Give_The_References_Logits(string variant)
        {
            // Given
            using var export = new ClassifierExport(variant);
            using var session = ClassifierSession.Open(export.Folder, TinyExport.Processor);
            var pad = variant.StartsWith("roberta", StringComparison.Ordinal) ? 1 : 0;

            // When
            var logits = session.Logits([.. export.Golden.Select(one => new EncodedTexts(one.Ids, one.Types))], pad);

            // Then
            Assert.All(logits.Zip(export.Golden), pair => Assert.All(
                pair.First.Zip(pair.Second.Logits), logit => Assert.Equal(logit.Second, logit.First, 1e-4)));
        }

        [Theory]
        [InlineData(true), InlineData(false)]
        public void Should_Refuse_A_Text_Longer_Than_The_Model_Reads(bool saysPad)
        {
            // Given: RoBERTa's pad is usually 1
            using var export = new ClassifierExport("roberta");
            if (!saysPad)
                export.Change("config.json", json => json.Remove("pad_token_id"));
            using var session = ClassifierSession.Open(export.Folder, TinyExport.Processor);

            // Then: 16 positions, two of them in front of the first token
            Assert.Equal(14, session.Shape.MaxLength);
            Assert.Throws<ArgumentOutOfRangeException>(() => session.Logits([new(new int[15], new int[15])], 1));
        }

        [Fact]
        public void Should_Refuse_Calls_Of_A_Disposed_Session()
        {
            // Given
            using var export = new ClassifierExport();
            var session = ClassifierSession.Open(export.Folder, TinyExport.Processor);
            session.Dispose();

            // Then
            Assert.Throws<ObjectDisposedException>(() => session.Logits([new([5], [0])], 0));
        }
    }

    public sealed class TheLoadMethod : IDisposable
    {
        private readonly ClassifierExport export = new();

        [Theory]
        [InlineData("model.onnx"), InlineData("config.json"), InlineData("vocab.txt")]
        public void Should_Name_A_File_That_Is_Missing(string name)
        {
            // Given
            File.Delete(export.File(name));

            // Then
            Assert.Contains(name, Error().Message, StringComparison.Ordinal);
        }

        [Theory]
        [InlineData("model.onnx"), InlineData("config.json"), InlineData("tokenizer_config.json")]
        public void Should_Name_A_File_That_Is_Cut_Off(string name)
        {
            // Given
            File.WriteAllBytes(export.File(name), File.ReadAllBytes(export.File(name))[..40]);

            // Then
            Assert.Contains(name, Error().Message, StringComparison.Ordinal);
        }

        [Fact]
        public void Should_Refuse_The_Graph_Of_Another_Task()
        {
            // Given
            using var other = new TinyExport();
            File.Copy(other.File("encoder_model.onnx"), export.File("model.onnx"), overwrite: true);

            // Then
            Assert.Contains("logits", Error().Message, StringComparison.Ordinal);
        }

        [Theory]
        [InlineData("{\"0\": \"no\", \"1\": \"yes\"}")]
        [InlineData("{\"0\": \"a\", \"1\": \"b\", \"2\": \"c\", \"3\": \"d\"}")]
        public void Should_Refuse_Another_Number_Of_Labels_Than_The_Graph_Has(string labels)
        {
            // Given
            export.Change("config.json", json => json["id2label"] = System.Text.Json.Nodes.JsonNode.Parse(labels));

            // Then
            Assert.Equal("id2label", Assert.IsType<InvalidFileException>(Error()).Key);
        }

        [Theory]
        [InlineData("null", "LABEL_0 LABEL_1 LABEL_2")]
        [InlineData("{\"0\": 5, \"1\": true, \"2\": \"no\"}", "5 true no")]
        public void Should_Number_Labels_That_Nobody_Has_Named_And_Read_Names_That_Are_No_Text(string names, string labels)
        {
            // Given
            export.Change("config.json", json =>
                (json["id2label"], json["label2id"]) = (System.Text.Json.Nodes.JsonNode.Parse(names), null));

            // When
            using var classifier = export.Load();

            // Then
            Assert.Equal(labels.Split(' '), classifier.Classify("red").Scores.Keys);
        }

        [Fact]
        public void Should_Read_As_Much_As_The_Model_Where_The_Tokenizer_Has_No_Limit()
        {
            // Given
            var text = string.Join(' ', Enumerable.Repeat("car", 100));
            var limited = export.Load().Classify(text).Scores["yes"];
            export.Change("tokenizer_config.json", json => json["model_max_length"] = 1e30);

            // When
            using var classifier = export.Load();

            // Then
            Assert.NotEqual(limited, classifier.Classify(text).Scores["yes"]);
        }

        [Theory]
        [InlineData("problem_type", "\"multi_label_classification\"")]
        [InlineData("problem_type", "\"regression\"")]
        [InlineData("id2label", "{\"0\": \"no\", \"1\": \"yes\", \"2\": \"no\"}")]
        public void Should_Refuse_Labels_That_It_Cannot_Tell(string key, string value)
        {
            // Given
            export.Change("config.json", json => json[key] = System.Text.Json.Nodes.JsonNode.Parse(value));

            // Then
            Assert.Equal(key, Assert.IsType<InvalidFileException>(Error()).Key);
        }

        [Fact]
        public void Should_Refuse_The_Tokenizer_Of_Another_Model()
        {
            // Given
            File.AppendAllText(export.File("vocab.txt"), "more\nand more\n");

            // Then
            Assert.Contains("32 pieces and the model 30 ids", Error().Message, StringComparison.Ordinal);
        }

        [Theory]
        [InlineData(-1, 1, 8), InlineData(0, 0, 8), InlineData(0, 1, 3)]
        public void Should_Refuse_An_Option_Out_Of_Range(int threads, int batch, int tokens)
        {
            // Then
            Assert.Throws<ArgumentOutOfRangeException>(() =>
                Classifier.Load(export.Folder, new() { Threads = threads, BatchSize = batch, MaxTokens = tokens }));
        }

        public void Dispose() => export.Dispose();

        private PipelineException Error() => Assert.ThrowsAny<PipelineException>(() => export.Load().Dispose());
    }
}
