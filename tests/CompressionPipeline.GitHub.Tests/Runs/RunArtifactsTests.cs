using System.IO.Compression;
using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Runs;
using Loopback;

namespace CompressionPipeline.GitHub.Tests.Runs;

public static class RunArtifactsTests
{
    private const long Most = 1 << 20;

    private static byte[] Zip(params (string Name, string Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return bytes.ToArray();
    }

    private static Task<IReadOnlyDictionary<string, RunArtifact>> Find(Job job, params string[] names) =>
        new RunArtifacts(job.Repository).Find(names);

    public sealed class TheFindMethod
    {
        [Fact]
        public async Task Should_Find_The_Newest_Of_Each_Exact_Name_With_A_Call_Each()
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.Upload(1, "reuse-a", Zip(("a", "old")));
            job.Hub.Upload(2, "reuse-a", Zip(("a", "newer")), commit: Job.Head);
            job.Hub.Upload(3, "reuse-a-too", Zip(("a", "other")));
            job.Hub.Upload(3, "reuse-b", Zip(("b", "expired")), expired: true);
            job.Hub.Upload(1, "reuse-b", Zip(("b", "b")));

            // When
            var found = await Find(job, "reuse-a", "reuse-b", "reuse-c");

            // Then
            Assert.Equal(["reuse-a", "reuse-b"], found.Keys.Order());
            Assert.Equal((2, Job.Head, "reuse-a"), (found["reuse-a"].Run, found["reuse-a"].Commit, found["reuse-a"].Name));
            Assert.Equal((1, Zip(("b", "b")).Length), (found["reuse-b"].Run, found["reuse-b"].Bytes));
            Assert.Equal(3, job.Hub.Calls.Count);
        }

        [Theory]
        [InlineData("somebody/models")]
        [InlineData(null)]
        public async Task Should_Pass_Over_What_A_Fork_Uploaded_However_Often(string? fork)
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.Upload(1, "reuse-a", Zip(("a", "ours")));
            for (var run = 2; run < 120; run++)
                job.Hub.Upload(run, "reuse-a", Zip(("a", "theirs")), from: fork);

            // When
            var found = await Find(job, "reuse-a");

            // Then
            Assert.Equal(1, found["reuse-a"].Run);
            Assert.Equal(2, job.Hub.Calls.Count);
        }

        [Fact]
        public async Task Should_Read_The_Whole_List_For_Many_Names_Until_All_Are_Found()
        {
            // Given
            await using var job = await Job.Start();
            var names = Enumerable.Range(1, 30).Select(number => $"reuse-{number}").ToArray();
            for (var i = 0; i < 150; i++)
                job.Hub.Upload(1, "older", Zip());
            foreach (var name in names)
                job.Hub.Upload(2, name, Zip());
            job.Hub.Upload(3, names[0], Zip(), from: "somebody/models");
            for (var i = 0; i < 90; i++)
                job.Hub.Upload(4, "newer", Zip());

            // When
            var found = await Find(job, names);

            // Then
            Assert.Equal(names.Order(), found.Keys.Order());
            Assert.All(found.Values, artifact => Assert.Equal(2, artifact.Run));
            Assert.Equal(2, job.Hub.Calls.Count);
        }

        [Fact]
        public async Task Should_Give_Up_After_Thirty_Pages()
        {
            // Given
            await using var job = await Job.Start();
            var names = Enumerable.Range(1, 21).Select(number => $"reuse-{number}").ToArray();
            job.Hub.Upload(1, names[0], Zip());
            for (var i = 0; i < 3000; i++)
                job.Hub.Upload(2, "newer", []);

            // Then
            Assert.Empty(await Find(job, names));
            Assert.Equal(30, job.Hub.Calls.Count);
        }

        [Fact]
        public async Task Should_Stand_An_Artifact_That_Is_Larger_Than_Two_Gibibytes()
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.Upload(1, "reuse-a", Zip(), bytes: 5L << 30);

            // Then
            Assert.Equal(5L << 30, (await Find(job, "reuse-a"))["reuse-a"].Bytes);
        }

        [Fact]
        public async Task Should_Name_The_Missing_Permission()
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.FailAt(1, Error.Forbidden);

            // When
            var error = await Assert.ThrowsAsync<PipelineException>(() => Find(job, "reuse-a"));

            // Then
            Assert.Contains("reuse-a", error.Message);
            Assert.Contains("`actions: read`", error.Message);
        }
    }

    public sealed class TheInMethod
    {
        [Fact]
        public async Task Should_Find_It_In_That_Run_Alone_Even_In_A_Forks()
        {
            // Given
            await using var job = await Job.Start();
            job.Hub.Upload(1, "result", Zip(), from: "somebody/models", commit: Job.Head);
            job.Hub.Upload(1, "result", Zip(("a", "of the second attempt")), from: "somebody/models", commit: Job.Head);
            job.Hub.Upload(2, "result", Zip());
            var artifacts = new RunArtifacts(job.Repository);

            // When
            var found = await artifacts.In(1, "result");

            // Then
            Assert.Equal((1, Job.Head, Zip(("a", "of the second attempt")).Length), (found!.Run, found.Commit, found.Bytes));
            Assert.Null(await artifacts.In(1, "other"));
            Assert.Null(await artifacts.In(3, "result"));
        }
    }

    public sealed class TheUnpackMethod
    {
        private static async Task<RunArtifact> Uploaded(Job job, byte[] zip)
        {
            job.Hub.Upload(1, "result", zip);
            var artifact = (await new RunArtifacts(job.Repository).In(1, "result"))!;
            job.Hub.Calm();
            return artifact;
        }

        private static string[] Files(Job job) =>
            [.. Directory.EnumerateFileSystemEntries(job.Folder.Path, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(job.Folder.Path, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

        [Fact]
        public async Task Should_Put_A_New_Folder_In_The_Place_Of_The_Old_One()
        {
            // Given
            await using var job = await Job.Start();
            var artifact = await Uploaded(job, Zip(("result.json", "{}"), ("logs/a.txt", "text")));
            job.Folder.Write("taken/old.txt", "old");

            // When
            await new RunArtifacts(job.Repository).Unpack(artifact, job.Folder.File("taken"), Most);

            // Then
            Assert.Equal(["taken", "taken/logs", "taken/logs/a.txt", "taken/result.json"], Files(job));
            Assert.Equal("{}", File.ReadAllText(job.Folder.File("taken", "result.json")));
        }

        [Fact]
        public async Task Should_Make_An_Empty_Folder_Of_An_Empty_Archive()
        {
            // Given
            await using var job = await Job.Start();
            var artifact = await Uploaded(job, Zip());

            // When
            await new RunArtifacts(job.Repository).Unpack(artifact, job.Folder.File("taken"), Most);

            // Then
            Assert.Equal(["taken"], Files(job));
        }

        // The first call asks GitHub, the second the store.
        [Theory]
        [InlineData(1, Error.ErrorBefore)]
        [InlineData(1, Error.RateLimit)]
        [InlineData(2, Error.CutAnswer)]
        [InlineData(2, Error.ResetBefore)]
        [InlineData(2, Error.ErrorBefore)]
        public async Task Should_Try_Again(int call, Error error)
        {
            // Given
            await using var job = await Job.Start();
            var artifact = await Uploaded(job, Zip(("result.json", "{}")));
            job.Hub.FailAt(call, error);

            // When
            await new RunArtifacts(job.Repository).Unpack(artifact, job.Folder.File("taken"), Most);

            // Then
            Assert.Equal(["taken", "taken/result.json"], Files(job));
            Assert.Single(job.Clock.Waits);
        }

        [Fact]
        public async Task Should_Fetch_Nothing_That_GitHub_Calls_Too_Large()
        {
            // Given
            await using var job = await Job.Start();
            var artifact = await Uploaded(job, Zip(("result.json", "{}")));

            // When
            var error = await Assert.ThrowsAsync<PipelineException>(
                () => new RunArtifacts(job.Repository).Unpack(artifact, job.Folder.File("taken"), 10));

            // Then
            Assert.Contains(artifact.Name, error.Message);
            Assert.Empty(job.Hub.Calls);
        }

        [Fact]
        public async Task Should_Leave_The_Old_Folder_Where_The_New_One_Is_Not_Sound()
        {
            // Given
            await using var job = await Job.Start();
            job.Folder.Write("taken/old.txt", "old");
            var artifacts = new RunArtifacts(job.Repository);
            var small = await Uploaded(job, Zip(("zeros", new string('0', 1 << 19)))) with { Bytes = 1 };
            var outside = await Uploaded(job, Zip(("../outside.txt", "text")));
            var cut = await Uploaded(job, Zip(("a", "text"))[..^10]);

            // Then
            foreach (var (artifact, most) in new[] { (small, 100L), (small, 10_000L), (outside, Most), (cut, Most) })
            {
                await Assert.ThrowsAsync<PipelineException>(() => artifacts.Unpack(artifact, job.Folder.File("taken"), most));
                Assert.Equal(["taken", "taken/old.txt"], Files(job));
            }
        }

        [Fact]
        public async Task Should_Name_The_Missing_Permission()
        {
            // Given
            await using var job = await Job.Start();
            var artifact = await Uploaded(job, Zip(("result.json", "{}")));
            job.Hub.FailAt(1, Error.Forbidden);

            // When
            var error = await Assert.ThrowsAsync<PipelineException>(
                () => new RunArtifacts(job.Repository).Unpack(artifact, job.Folder.File("taken"), Most));

            // Then
            Assert.Contains("`actions: read`", error.Message);
            Assert.Empty(Files(job));
        }
    }
}
