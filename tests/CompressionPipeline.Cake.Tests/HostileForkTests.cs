using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace CompressionPipeline.Cake.Tests;

/// <summary>Artifacts that a stranger's run left in place of its plan: none is believed, none leaves anything behind.</summary>
public sealed class HostileForkTests : ActionsTests
{
    private const string Fork = "stranger/models";
    private const int Run = 8;
    private const int Device = 0x21FF0000;
    private const string Injected = "injected-words";

    private static readonly Dictionary<string, Func<byte[]>> Zips = new(StringComparer.Ordinal)
    {
        ["no zip"] = () => Encoding.UTF8.GetBytes("version https://git-lfs.github.com/spec/v1\n"),
        ["a zip that is cut off"] = () => Zip(("plan.json", Plan()))[..^30],
        ["a zip whose list counts more than there are"] = () => WithCount(Zip(("plan.json", Plan())), 60_000),
        ["a zip of nothing"] = () => Zip(),
        ["one name twice"] = () => Zip(("plan.json", Plan()), ("plan.json", Plan())),
        ["one name in two cases"] = () => Zip(("plan.json", Plan()), ("PLAN.json", Plan())),
        ["an absolute name"] = () => Zip(("plan.json", Plan()), ("/tmp/plan.json", Plan())),
        ["a name with backslashes"] = () => Zip(("plan.json", Plan()), ("..\\..\\models.yaml", Plan())),
        ["a name on a drive"] = () => Zip(("plan.json", Plan()), ("C:\\models.yaml", Plan())),
        ["the name of a device"] = () => Zip(("plan.json", Plan()), ("con.json", Plan())),
        ["a name with a control character"] = () => Zip(("plan.json", Plan()), ("plan\u001b[2J.json", Plan())),
        ["a file that is a folder too"] = () => Zip(("plan.json", Plan()), ("plan.json/more.json", Plan())),
        ["a folder in its place"] = () => Zip(("plan.json/", "")),
        ["a device node"] = () => Zip(Device, ("plan.json", Plan())),
        ["an encrypted file"] = () => Encrypted(Zip(("plan.json", Plan()))),
        ["a thousand files and more"] = () => Zip([("plan.json", Plan()),
            .. Enumerable.Range(0, 1000).Select(i => ($"f{i}", ""))]),
        ["a plan of two megabytes"] = () => Zip(("plan.json", Plan() + new string(' ', 2 << 20))),
        ["a plan in UTF-16"] = () => Zip(("plan.json", Encoding.Latin1.GetString(Encoding.Unicode.GetPreamble()) + "{\0}\0")),
        ["a thousand models and more"] = () => Zip(("plan.json",
            Plan(models: [.. Enumerable.Range(0, 1001).Select(i => $"m{i}")]))),
        ["hundreds of jobs"] = () => Zip(("plan.json", Plan(jobs: 257))),
        ["no machine"] = () => Zip(("plan.json", Plan(labels: []))),
        ["dozens of labels"] = () => Zip(("plan.json", Plan(labels: [.. Enumerable.Range(0, 33).Select(i => $"l{i}")]))),
        ["a label that is a workflow command"] = () => Zip(("plan.json", Plan(labels: [$"gpu\n::notice::{Injected}"]))),
        ["a label that escapes from its cell"] = () => Zip(("plan.json", Plan(labels: [$"gpu` | {Injected}"]))),
        ["a model of a name that nobody could give"] = () => Zip(("plan.json", Plan(models: [$"@everyone {Injected}"]))),
        ["a model of a long name"] = () => Zip(("plan.json", Plan(models: [new string('a', 300)]))),
    };

    public static TheoryData<string> Names => [.. Zips.Keys];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1"), Fork);
        job.Job("workflow_run", 9, $$"""
            { "workflow_run": { "id": {{Run}}, "head_branch": "change", "head_sha": "{{job.Head}}",
                "head_repository": { "full_name": "{{Fork}}" }, "pull_requests": [] } }
            """);
    }

    [Fact]
    public void Should_Be_Believed_Without_The_Change()
    {
        // Given
        job.Hub.Upload(Run, "plan", Zip(("plan.json", Plan())), Fork);

        // Then
        Assert.True(job.Run("CommentFork") == 0, job.Errors);
        Assert.NotEmpty(job.Hub.AllComments);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_Be_Refused_And_Leave_Nothing(string name)
    {
        // Given
        job.Hub.Upload(Run, "plan", Zips[name](), Fork);
        var before = Files();

        // When
        var code = job.Run("CommentFork");

        // Then
        Assert.Equal(255, code);
        Assert.Contains("plan", job.Errors);
        Assert.DoesNotContain(Injected, job.Output + job.Errors);
        Assert.DoesNotContain("\u001b[2J", job.Output + job.Errors);
        Assert.Empty(job.Hub.AllComments);
        Assert.Equal(before, Files());
    }

    // Apart from what was unpacked where a plan belongs, which nothing else reads.
    private List<string> Files() =>
    [
        .. Directory.GetFiles(job.Host.File(), "*", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(job.Host.File("artifacts", "untrusted") + Path.DirectorySeparatorChar,
                StringComparison.Ordinal)
                && !file.StartsWith(job.Host.File(".git"), StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    private static string Plan(IReadOnlyList<string>? models = null, int jobs = 1, IReadOnlyList<string>? labels = null) =>
        JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["schema-version"] = 3,
            ["manifest"] = "models.yaml",
            ["before"] = null,
            ["models"] = models ?? ["docs"],
            ["baselines"] = Enumerable.Range(0, jobs).Select(index => new Dictionary<string, object>
            {
                ["name"] = "docs/baseline", ["content"] = $"c{index}", ["only"] = "docs/baseline", ["takes"] = "",
                ["runs-on"] = labels ?? ["self-hosted", "gpu"], ["timeout"] = 60,
            }),
            ["variants"] = Array.Empty<object>(),
        });

    private static byte[] Zip(params IReadOnlyList<(string Name, string Text)> files) => Zip(0, files);

    private static byte[] Zip(int attributes, params IReadOnlyList<(string Name, string Text)> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                var entry = zip.CreateEntry(name);
                entry.ExternalAttributes = attributes;
                using var stream = entry.Open();
                stream.Write(Encoding.Latin1.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }

    // The two counts at the end of an archive's list.
    private static byte[] WithCount(byte[] zip, ushort count)
    {
        const int FromTheEnd = 14;
        for (var at = zip.Length - FromTheEnd; at < zip.Length - FromTheEnd + 4; at += 2)
            BitConverter.TryWriteBytes(zip.AsSpan(at), count);
        return zip;
    }

    // The flag's bit in the header before the file and in the archive's list.
    private static byte[] Encrypted(byte[] zip)
    {
        zip[6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        return zip;
    }
}
