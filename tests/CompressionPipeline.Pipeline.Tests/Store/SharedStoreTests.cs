using CompressionPipeline.Pipeline.Tests.Fixtures;

namespace CompressionPipeline.Pipeline.Tests.Store;

/// <summary>Several processes, or threads, over one store.</summary>
public static class SharedStoreTests
{
    public sealed class WhereAnotherProcessWorksOnTheKey : IDisposable
    {
        private readonly StoreFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Wait_And_Say_So_Until_It_Is_Killed_And_Then_Go_On_From_Its_Checkpoint()
        {
            // Given
            using var worker = Worker.Start(fixture.Root, "one");
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            Assert.ThrowsAny<OperationCanceledException>(() => fixture.Store.Begin(StoreFixture.Key("one"), patience.Token));
            var seenWhileItWorked = fixture.Store.Find(StoreFixture.Key("one"));

            // When
            worker.Kill();
            using var staging = fixture.Store.Begin(StoreFixture.Key("one"));

            // Then
            Assert.Null(seenWhileItWorked);
            Assert.Contains(
                "another process is making the same artifact", Assert.Single(fixture.Progress.Infos), StringComparison.Ordinal);
            Assert.Equal("half way", File.ReadAllText(Path.Combine(staging.ScratchFolder, "checkpoint")));
            Assert.Empty(Directory.GetFileSystemEntries(staging.OutputFolder));
            Assert.Equal([staging.OutputFolder], fixture.Store.Layout.PartialEntries().Select(partial => partial.Folder));
        }

        [Fact]
        public void Should_Sweep_What_It_Left_Only_After_Its_Death()
        {
            // Given
            using var worker = Worker.Start(fixture.Root, "one");
            var whileItLived = fixture.Store.Sweep();

            // When
            worker.Kill();
            var afterItsDeath = fixture.Store.Sweep();

            // Then
            Assert.Equal(0, whileItLived);
            Assert.True(afterItsDeath > 0);
            Assert.Empty(Directory.GetFileSystemEntries(fixture.Store.Layout.Partials));
            Assert.Null(fixture.Store.Find(StoreFixture.Key("one")));
        }

        [Fact]
        public void Should_Sweep_The_Checkpoints_Of_A_Finished_Artifact()
        {
            // Given: a kill right after the artifact got its name.
            var key = StoreFixture.Key("one");
            fixture.Publish(key);
            Directory.CreateDirectory(fixture.Store.Layout.Scratch(key));
            File.WriteAllText(Path.Combine(fixture.Store.Layout.Scratch(key), "checkpoint"), "at the end");

            // When
            fixture.Store.Sweep();

            // Then
            Assert.Empty(fixture.Store.Layout.ScratchEntries());
            Assert.NotNull(fixture.Store.Find(key));
        }

        [Fact]
        public void Should_Not_Hold_Up_The_Work_On_Other_Keys()
        {
            // Given
            using var worker = Worker.Start(fixture.Root, "one");

            // When
            fixture.Publish(StoreFixture.Key("other"));

            // Then
            Assert.NotNull(fixture.Store.Find(StoreFixture.Key("other")));
            Assert.Empty(fixture.Progress.Infos);
        }
    }

    public sealed class WhereManyThreadsWantTheSame : IDisposable
    {
        private readonly StoreFixture fixture = new();

        public void Dispose() => fixture.Dispose();

        [Fact]
        public void Should_Do_The_Work_Once()
        {
            // Given
            var worked = 0;
            var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
            {
                var store = fixture.Reopened();
                using var staging = store.Begin(StoreFixture.Key());
                if (store.Find(StoreFixture.Key()) is not null)
                    return;
                Interlocked.Increment(ref worked);
                StoreFixture.Fill(staging);
                staging.Publish(StoreFixture.Record(StoreFixture.Key()));
            })).ToList();

            // When
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            // Then
            Assert.Equal(1, worked);
            Assert.NotNull(fixture.Reopened().Find(StoreFixture.Key()));
            Assert.Empty(fixture.Progress.Warnings);
        }
    }
}
