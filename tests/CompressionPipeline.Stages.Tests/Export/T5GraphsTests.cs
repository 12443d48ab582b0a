using CompressionPipeline.Core;
using CompressionPipeline.Inference;
using CompressionPipeline.Models.Tests.Onnx;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Export;

public sealed class T5GraphsTests
{
    public static TheoryData<string> Names => Fixture.Names;

    private static readonly SessionSettings Processor = new() { Device = Device.Cpu, Threads = 1 };
    private static readonly DecodeSettings Greedy = new() { MaxNewTokens = 48 };

    public sealed class RunByOnnxRuntime
    {
        [Theory, MemberData(nameof(Names), MemberType = typeof(T5GraphsTests))]
        public void Should_Give_The_Logits_Of_An_Independent_T5(string name)
        {
            // Given
            using var folder = new TemporaryFolder();
            var fixture = Fixture.Open(name);
            fixture.Export(folder);
            using var session = Seq2SeqSession.Open(folder.Path, Processor);

            foreach (var golden in fixture.Cases)
            {
                // When
                var logits = session.Logits(golden.Source, golden.Target);

                // Then
                var expected = golden.Logits.SelectMany(row => row).ToArray();
                Assert.Equal(expected.Length, logits.Length);
                Assert.All(expected.Zip(logits), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
            }
        }

        [Theory, MemberData(nameof(Names), MemberType = typeof(T5GraphsTests))]
        public void Should_Generate_The_Ids_Of_An_Independent_T5(string name)
        {
            // Given
            using var folder = new TemporaryFolder();
            var fixture = Fixture.Open(name);
            fixture.Export(folder);
            using var session = Seq2SeqSession.Open(folder.Path, Processor);

            foreach (var golden in fixture.Cases)
            {
                // When
                var generation = session.Generate([golden.Source], Greedy);

                // Then
                Assert.Equal(golden.Text, Assert.Single(generation.Ids));
            }
        }

        [Theory, MemberData(nameof(Names), MemberType = typeof(T5GraphsTests))]
        public void Should_Generate_In_A_Batch_What_It_Generates_Alone(string name)
        {
            // Given
            using var folder = new TemporaryFolder();
            var fixture = Fixture.Open(name);
            fixture.Export(folder);
            using var session = Seq2SeqSession.Open(folder.Path, Processor);

            // When
            var generation = session.Generate([.. fixture.Cases.Select(c => c.Source)], Greedy);

            // Then
            var expected = fixture.Batch.Select(row => row.TakeWhile(id => id != 1).ToArray());
            Assert.Equal(expected, generation.Ids);
        }

        [Theory, MemberData(nameof(Names), MemberType = typeof(T5GraphsTests))]
        public void Should_Compute_Alike_Step_By_Step_And_All_At_Once(string name)
        {
            // Given
            using var folder = new TemporaryFolder();
            var fixture = Fixture.Open(name);
            fixture.Export(folder);
            using var session = Seq2SeqSession.Open(folder.Path, Processor);
            var golden = fixture.Cases[1];

            // When
            var ids = session.Generate([golden.Source], Greedy with { MinNewTokens = 48 }).Ids[0];
            var logits = session.Logits(golden.Source, [0, .. ids[..^1]]);

            // Then
            var width = session.Shape.VocabularySize;
            for (var position = 0; position < ids.Length; position++)
            {
                var row = logits.AsSpan(position * width, width).ToArray();
                row[1] = float.NegativeInfinity;
                Assert.Equal(ids[position], Array.IndexOf(row, row.Max()));
            }
        }
    }

    public sealed class TheFiles
    {
        [Fact]
        public void Should_Keep_The_Approved_Nodes()
        {
            // Given
            using var folder = new TemporaryFolder();
            Fixture.Open("asymmetric").Export(folder);

            foreach (var file in ExportFiles.Graphs)
            {
                // When
                var text = ModelText.Write(ModelText.Read(folder.File(file)));

                // Then
                Approve.Text(text, $"asymmetric.{Path.GetFileNameWithoutExtension(file)}");
            }
        }

        [Theory, MemberData(nameof(Names), MemberType = typeof(T5GraphsTests))]
        public void Should_Use_Standard_Operators_Only(string name)
        {
            // Given
            using var folder = new TemporaryFolder();
            Fixture.Open(name).Export(folder);

            // When
            var models = ExportFiles.Graphs.Select(file => ModelText.Read(folder.File(file)));

            // Then
            Assert.All(models, model =>
            {
                Assert.All(model.OpsetImport, set => Assert.Equal("", set.Domain));
                Assert.All(model.Graph.Node, node => Assert.Equal("", node.Domain));
            });
        }

        [Fact]
        public void Should_Hold_Each_Weight_Once()
        {
            // Given
            using var folder = new TemporaryFolder();
            Fixture.Open("t5-1.0").Export(folder);

            // When
            var tensors = ExportFiles.Graphs.SelectMany(file =>
                ModelText.Read(folder.File(file)).Graph.Initializer.Select(t => (file, t)));

            // Then
            var twice = tensors.Where(t => t.t.RawData.Length > 64)
                .GroupBy(t => (t.file, t.t.RawData)).Where(group => group.Count() > 1);
            Assert.Empty(twice.Select(group => $"{group.Key.file}: {string.Join(" = ", group.Select(t => t.t.Name))}"));
        }
    }
}
