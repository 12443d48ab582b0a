using System.Text.Json;
using CompressionPipeline.Core;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

public sealed class LocalStoreTests : IDisposable
{
    private readonly Fetching fetching = new() { Source = "store" };

    [Theory]
    [InlineData("", "deep"), InlineData("shallow", "shallow"), InlineData("baseline", "baseline")]
    public void Should_Bring_The_Picked_Variant_Or_The_One_That_Is_Said(string said, string expected)
    {
        // Given
        Write(pick: "deep", "baseline", "shallow", "deep");

        // When
        Assert.True(fetching.Run(("Variant", said), ("Version", ""), ("Sha256", "")), fetching.Engine.Text);

        // Then
        Assert.Equal(["docs/config.json", "docs/onnx/model.onnx"], fetching.List);
        Assert.Equal(expected, File.ReadAllText(fetching.Output("docs", "config.json")));
    }

    [Fact]
    public void Should_Bring_The_Only_Variant_Where_None_Was_Picked()
    {
        // Given
        Write(pick: null, "baseline", "shallow");

        // Then
        Assert.True(fetching.Run(), fetching.Engine.Text);
        Assert.Equal("shallow", File.ReadAllText(fetching.Output("docs", "config.json")));
    }

    [Fact]
    public void Should_Ask_Which_Of_Several_Variants_Is_Meant()
    {
        // Given
        Write(pick: null, "baseline", "shallow", "deep");

        // Then
        Assert.False(fetching.Run());
        fetching.Failed("CP0010", "baseline, deep, shallow");
    }

    [Fact]
    public void Should_Say_That_The_Pipeline_Did_Not_Run()
    {
        // Then
        Assert.False(fetching.Run());
        fetching.Failed("CP0010");
    }

    [Fact]
    public void Should_Be_Newer_Than_What_A_Build_Copied_Before_However_Old_The_Export_Is()
    {
        // Given
        Write(pick: null, "baseline", "shallow");
        File.SetLastWriteTimeUtc(fetching.Path("store", "shallow", "config.json"), new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        // When
        Assert.True(fetching.Run(), fetching.Engine.Text);

        // Then
        var age = DateTime.UtcNow - File.GetLastWriteTimeUtc(fetching.Output("docs", "config.json"));
        Assert.InRange(age, TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    [Fact]
    public void Should_Say_That_The_List_Of_Files_Cannot_Be_Written()
    {
        // Given: a folder stands in its place
        Write(pick: null, "baseline", "shallow");
        Directory.CreateDirectory(Path.Combine(fetching.Output(".files"), "in-the-way"));

        // Then
        Assert.False(fetching.Run());
        fetching.Failed("CP0015", ".files could not be written");
    }

    [Fact]
    public void Should_Refuse_An_Artifact_That_Changed()
    {
        // Given
        Write(pick: null, "baseline", "shallow");
        File.WriteAllText(fetching.Path("store", "shallow", "config.json"), "changed");

        // Then
        Assert.False(fetching.Run());
        fetching.Failed("CP0009");
        Assert.False(Directory.Exists(fetching.Output("docs")));
    }

    [Theory]
    [MemberData(nameof(MalformedJson.Names), MemberType = typeof(MalformedJson))]
    public void Should_Refuse_What_Is_Not_Strict_Json(string name)
    {
        // Given
        Write(pick: null, "baseline", "shallow");
        File.WriteAllBytes(fetching.Path("results", "docs", "artifacts.json"), MalformedJson.Bytes(name));

        // Then
        Assert.False(fetching.Run());
        fetching.Failed("CP0010", "artifacts.json");
        MalformedJson.AssertPlain(fetching.Engine.Text);
    }

    public void Dispose() => fetching.Dispose();

    private void Write(string? pick, params string[] variants)
    {
        Directory.CreateDirectory(fetching.Path("results", "docs"));
        File.WriteAllText(fetching.Path("results", "docs", "result.json"), JsonSerializer
            .Serialize(new { pick = pick is null ? null : new { variant = pick } }));
        File.WriteAllText(
            fetching.Path("results", "docs", "artifacts.json"),
            JsonSerializer.Serialize(
                variants.ToDictionary(variant => $"docs/{variant}/export", variant => fetching.Path("store", variant))));
        foreach (var variant in variants)
        {
            Directory.CreateDirectory(fetching.Path("store", variant, "onnx"));
            File.WriteAllText(fetching.Path("store", variant, "config.json"), variant);
            File.WriteAllText(fetching.Path("store", variant, "onnx", "model.onnx"), "graph");
            TestRecord.Write(fetching.Path("store", variant), TestRecord.Of("export", Digest.OfText(variant).Hex));
        }
    }
}
