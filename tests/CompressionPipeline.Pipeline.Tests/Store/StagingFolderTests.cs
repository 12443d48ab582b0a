using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Store;
using CompressionPipeline.Pipeline.Tests.Fixtures;

namespace CompressionPipeline.Pipeline.Tests.Store;

public static class StagingFolderTests
{
    public sealed class ThePublishMethod : IDisposable
    {
        private readonly StoreFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Leave_Nothing_Behind_But_The_Artifact()
        {
            // When
            fixture.Publish(StoreFixture.Key());

            // Then
            Assert.Empty(Directory.GetFileSystemEntries(fixture.Store.Layout.Partials));
            Assert.Empty(fixture.Store.Layout.ScratchEntries());
            Assert.Equal([StoreFixture.Key()], fixture.Store.Layout.Entries());
        }

        [Theory]
        [InlineData(nameof(IStoreFiles.Flush))]
        [InlineData(nameof(IStoreFiles.WriteText))]
        [InlineData(nameof(IStoreFiles.FlushFolder))]
        [InlineData(nameof(IStoreFiles.Move))]
        public void Should_Leave_Nothing_That_Looks_Whole_Where_The_Disk_Is_Full(string failing)
        {
            // Given
            var store = fixture.Reopened(new FaultyFiles(failing));

            // When
            var error = Assert.Throws<PipelineException>(() => fixture.Publish(StoreFixture.Key(), store));

            // Then
            Assert.Contains("is full. Free some space", error.Message, StringComparison.Ordinal);
            Assert.Contains(fixture.Root, error.Message, StringComparison.Ordinal);
            Assert.Null(fixture.Reopened().Find(StoreFixture.Key()));
            Assert.Empty(Directory.GetFileSystemEntries(fixture.Store.Layout.Partials));
        }

        [Fact]
        public void Should_Use_The_Winners_Artifact_Where_Another_Was_Faster()
        {
            // Given: two at once, as on a file system without locks.
            var key = StoreFixture.Key();
            using var staging = fixture.Store.Begin(key);
            StoreFixture.Fill(staging);
            var winner = fixture.Store.Layout.Entry(key);
            using var elsewhere = new StoreFixture();
            CopyOf(elsewhere.Publish(key).Folder, winner);

            // When
            var artifact = staging.Publish(StoreFixture.Record(key));

            // Then
            Assert.Equal(winner, artifact.Folder);
            Assert.Equal("weights", File.ReadAllText(artifact.File("model.safetensors")));
            Assert.NotNull(fixture.Reopened().Find(key));
        }

        [Fact]
        public void Should_Replace_What_Stands_Damaged_In_Its_Place()
        {
            // Given
            var key = StoreFixture.Key();
            using var staging = fixture.Store.Begin(key);
            StoreFixture.Fill(staging);
            Directory.CreateDirectory(fixture.Store.Layout.Entry(key));
            File.WriteAllText(Path.Combine(fixture.Store.Layout.Entry(key), "model.safetensors"), "wei");

            // When
            staging.Publish(StoreFixture.Record(key));

            // Then
            Assert.NotNull(fixture.Reopened().Find(key));
        }

        [Fact]
        public void Should_Refuse_A_Stage_That_Writes_The_Record_Itself()
        {
            // Given
            using var staging = fixture.Store.Begin(StoreFixture.Key());
            File.WriteAllText(Path.Combine(staging.OutputFolder, RunRecord.FileName), "{}");

            // When
            var error = Assert.Throws<InvalidOperationException>(() => staging.Publish(StoreFixture.Record(StoreFixture.Key())));

            // Then
            Assert.Contains("fine-tune wrote run.json", error.Message, StringComparison.Ordinal);
        }

        private static void CopyOf(string source, string target)
        {
            foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(target, Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }

    public sealed class TheDisposeMethod : IDisposable
    {
        private readonly StoreFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Drop_What_Was_Not_Published_But_Keep_The_Checkpoints()
        {
            // Given
            using (var staging = fixture.Store.Begin(StoreFixture.Key()))
            {
                StoreFixture.Fill(staging);
                File.WriteAllText(Path.Combine(staging.ScratchFolder, "checkpoint"), "half way");
            }

            // When
            using var again = fixture.Store.Begin(StoreFixture.Key());

            // Then
            Assert.Empty(Directory.GetFileSystemEntries(again.OutputFolder));
            Assert.Equal("half way", File.ReadAllText(Path.Combine(again.ScratchFolder, "checkpoint")));
            Assert.Null(fixture.Store.Find(StoreFixture.Key()));
        }
    }
}
