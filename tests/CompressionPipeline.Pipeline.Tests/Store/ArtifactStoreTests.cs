using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Tests.Fixtures;

namespace CompressionPipeline.Pipeline.Tests.Store;

public static class ArtifactStoreTests
{
    public sealed class TheFindMethod : IDisposable
    {
        private readonly StoreFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Return_Null_Without_A_Word_Where_Nothing_Was_Published()
        {
            // When
            var found = fixture.Store.Find(StoreFixture.Key());

            // Then
            Assert.Null(found);
            Assert.Empty(fixture.Progress.Warnings);
        }

        [Fact]
        public void Should_Return_What_Was_Published()
        {
            // Given
            var published = fixture.Publish(StoreFixture.Key());

            // When
            var found = fixture.Reopened().Find(StoreFixture.Key());

            // Then
            Assert.Equal(published, found);
            Assert.Equal("weights", File.ReadAllText(found!.File("model.safetensors")));
        }

        public static TheoryData<string, Action<string>> Damages => new()
        {
            { "model.safetensors has other bytes", folder => Flip(folder, "model.safetensors") },
            { "config.json has other bytes", folder => Flip(folder, "inner/config.json") },
            { "model.safetensors has 3 bytes instead of 7", folder => Truncate(folder, "model.safetensors", 3) },
            { "model.safetensors has 0 bytes instead of 7", folder => Truncate(folder, "model.safetensors", 0) },
            { "model.safetensors is missing", folder => File.Delete(Path.Combine(folder, "model.safetensors")) },
            { "extra.txt does not belong", folder => File.WriteAllText(Path.Combine(folder, "extra.txt"), "") },
            { "run.json is missing", folder => File.Delete(Path.Combine(folder, "run.json")) },
            { "run.json is not a run record", folder => Truncate(folder, "run.json", 100) },
            { "run.json is not a run record", folder => File.WriteAllText(Path.Combine(folder, "run.json"), "[]") },
            { "run.json is not as it was written", folder => Replace(folder, "\"seed\": 42", "\"seed\": 43") },
            { "run.json has another format", folder => Replace(folder, "\"schema\": 1", "\"schema\": 2") },
        };

        [Theory]
        [MemberData(nameof(Damages))]
        public void Should_Warn_About_And_Remove_A_Damaged_Artifact(string said, Action<string> damage)
        {
            // Given
            var published = fixture.Publish(StoreFixture.Key());
            damage(published.Folder);

            // When
            var found = fixture.Reopened().Find(published.Key);

            // Then
            Assert.Null(found);
            Assert.Contains(said, Assert.Single(fixture.Progress.Warnings), StringComparison.Ordinal);
            Assert.False(Directory.Exists(published.Folder));
        }

        [Fact]
        public void Should_Refuse_A_Whole_Artifact_Under_Another_Key()
        {
            // Given
            var published = fixture.Publish(StoreFixture.Key());
            Directory.Move(published.Folder, fixture.Store.Layout.Entry(StoreFixture.Key("other")));

            // When
            var found = fixture.Reopened().Find(StoreFixture.Key("other"));

            // Then
            Assert.Null(found);
            Assert.Contains("belongs to", Assert.Single(fixture.Progress.Warnings), StringComparison.Ordinal);
        }

        [Fact]
        public void Should_See_A_Changed_File_Even_After_A_First_Look()
        {
            // Given
            var published = fixture.Publish(StoreFixture.Key());
            Assert.NotNull(fixture.Store.Find(published.Key));
            Flip(published.Folder, "model.safetensors");
            File.SetLastWriteTimeUtc(published.File("model.safetensors"), new DateTime(2030, 1, 1));

            // When
            var found = fixture.Store.Find(published.Key);

            // Then
            Assert.Null(found);
        }

        [Fact]
        public void Should_Not_Read_The_Bytes_Again_At_A_Second_Look()
        {
            // Given: the bytes change behind the back of size and time of change.
            var published = fixture.Publish(StoreFixture.Key());
            Assert.NotNull(fixture.Store.Find(published.Key));
            var time = File.GetLastWriteTimeUtc(published.File("model.safetensors"));
            Flip(published.Folder, "model.safetensors");
            File.SetLastWriteTimeUtc(published.File("model.safetensors"), time);

            // When
            var (second, anotherProcess) = (fixture.Store.Find(published.Key), fixture.Reopened().Find(published.Key));

            // Then
            Assert.NotNull(second);
            Assert.Null(anotherProcess);
        }

        private static void Flip(string folder, string name)
        {
            var path = Path.Combine(folder, name);
            var bytes = File.ReadAllBytes(path);
            bytes[0] ^= 1;
            File.WriteAllBytes(path, bytes);
        }

        private static void Truncate(string folder, string name, int length)
        {
            using var stream = File.OpenWrite(Path.Combine(folder, name));
            stream.SetLength(length);
        }

        private static void Replace(string folder, string old, string now)
        {
            var path = Path.Combine(folder, RunRecord.FileName);
            var text = File.ReadAllText(path);
            Assert.Contains(old, text, StringComparison.Ordinal);
            File.WriteAllText(path, text.Replace(old, now, StringComparison.Ordinal));
        }
    }

    public sealed class TheRecordMethod : IDisposable
    {
        private readonly StoreFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Return_What_Was_Recorded_With_Every_File()
        {
            // Given
            fixture.Publish(StoreFixture.Key());

            // When
            var record = fixture.Reopened().Record(StoreFixture.Key())!;

            // Then
            Assert.Equal(["inner/config.json", "model.safetensors"], record.Files.Keys);
            Assert.Equal(new FileRecord(7, Digest.OfText("weights").Hex), record.Files["model.safetensors"]);
            Assert.Equal(double.NaN, Assert.Single(record.Metrics).Value);
            Assert.Equal(StoreFixture.Machine, record.Machine);
        }
    }

    public sealed class TheVerifyMethod : IDisposable
    {
        private readonly StoreFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Count_The_Whole_And_Remove_The_Damaged()
        {
            // Given
            fixture.Publish(StoreFixture.Key("one"));
            fixture.Publish(StoreFixture.Key("two", "prune"));
            File.Delete(fixture.Publish(StoreFixture.Key("three", "re-fine-tune")).File("model.safetensors"));

            // When
            var counts = fixture.Reopened().Verify();

            // Then
            Assert.Equal((2, 1), counts);
            Assert.Single(fixture.Progress.Warnings);
            Assert.Equal((2, 0), fixture.Reopened().Verify());
        }
    }

    public sealed class TheCollectMethod : IDisposable
    {
        private readonly StoreFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Keep_The_Keys_To_Keep_And_Remove_The_Others()
        {
            // Given
            fixture.Publish(StoreFixture.Key("kept"));
            fixture.Publish(StoreFixture.Key("old"));

            // When
            var (removed, bytes) = fixture.Store.Collect(new HashSet<ArtifactKey> { StoreFixture.Key("kept") });

            // Then
            Assert.Equal([StoreFixture.Key("old")], removed);
            Assert.True(bytes > "weights{}".Length);
            Assert.NotNull(fixture.Store.Find(StoreFixture.Key("kept")));
            Assert.Null(fixture.Store.Find(StoreFixture.Key("old")));
        }

        [Fact]
        public void Should_Leave_Alone_What_Is_In_Work()
        {
            // Given
            using var staging = fixture.Store.Begin(StoreFixture.Key());
            StoreFixture.Fill(staging);

            // When
            var (removed, bytes) = fixture.Store.Collect(new HashSet<ArtifactKey>());

            // Then
            Assert.Empty(removed);
            Assert.Equal(0, bytes);
            Assert.NotNull(staging.Publish(StoreFixture.Record(StoreFixture.Key())));
        }

        [Fact]
        public void Should_Remove_The_Checkpoints_Of_Keys_That_Are_Not_Kept()
        {
            // Given
            foreach (var what in new[] { "kept", "old" })
            {
                using var stopped = fixture.Store.Begin(StoreFixture.Key(what));
                File.WriteAllText(Path.Combine(stopped.ScratchFolder, "checkpoint"), "half way");
            }

            // When
            fixture.Store.Collect(new HashSet<ArtifactKey> { StoreFixture.Key("kept") });

            // Then
            Assert.Equal([StoreFixture.Key("kept")], fixture.Store.Layout.ScratchEntries());
        }

        [Fact]
        public void Should_Remove_What_Stages_Can_Make_Again()
        {
            // Given
            var cache = Directory.CreateDirectory(fixture.Store.Layout.Cache).FullName;
            File.WriteAllText(Path.Combine(cache, "tokens"), "1 2 3");

            // When
            var (removed, bytes) = fixture.Store.Collect(new HashSet<ArtifactKey>());

            // Then
            Assert.Empty(removed);
            Assert.Equal(5, bytes);
            Assert.False(Directory.Exists(cache));
        }

        [Fact]
        public void Should_Leave_Alone_Folders_That_Are_Not_The_Stores()
        {
            // Given
            var foreign = Directory.CreateDirectory(Path.Combine(fixture.Root, "notes", "mine")).FullName;

            // When
            fixture.Store.Collect(new HashSet<ArtifactKey>());

            // Then
            Assert.True(Directory.Exists(foreign));
        }
    }
}
