using TestKit;

namespace CompressionPipeline.Data.Tests;

/// <summary>The data set that the default job really uses.</summary>
public sealed class ThisSdkTests(ThisSdkTests.Sdk sdk) : IClassFixture<ThisSdkTests.Sdk>
{
    public sealed class Sdk
    {
        public IReadOnlyList<Example> Examples { get; } = DotnetDocs.Read();
    }

    [Fact]
    public void Should_Give_Tens_Of_Thousands_Of_Pairs() => Assert.InRange(sdk.Examples.Count, 30_000, 60_000);

    [Fact]
    public void Should_Give_The_Same_Bytes_Again()
    {
        // Given
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        var again = DotnetDocs.Read([.. ReferencePacks.OfThisSdk().Reverse()]);

        // When
        DataSetWriter.Write(one.Path, sdk.Examples, new());
        DataSetWriter.Write(two.Path, again, new());

        // Then
        Assert.Equal(Core.Digest.OfFolder(one.Path), Core.Digest.OfFolder(two.Path));
    }

    [Fact]
    public void Should_Have_No_Summary_In_Two_Splits()
    {
        // Given
        using var folder = new TemporaryFolder();
        DataSetWriter.Write(folder.Path, sdk.Examples, new());
        var data = DataSetFolder.Open(folder.Path);

        // When
        var splits = new[] { data.Train(), data.Validation(), data.Test() }
            .Select(split => split.Select(example => example.Target.ToLowerInvariant()).ToHashSet()).ToArray();

        // Then
        Assert.False(splits[0].Overlaps(splits[1]) || splits[0].Overlaps(splits[2]) || splits[1].Overlaps(splits[2]));
        Assert.InRange((double)splits[0].Count / sdk.Examples.Count, 0.89, 0.91);
        Assert.InRange((double)splits[2].Count / sdk.Examples.Count, 0.045, 0.055);
    }

    [Fact]
    public void Should_Give_Each_Pair_Its_Own_Id_And_One_Line_Of_Text()
    {
        Assert.Equal(sdk.Examples.Count, sdk.Examples.Select(example => example.Id).Distinct().Count());
        Assert.DoesNotContain(sdk.Examples, example => example.Document.Contains('\n') || example.Target.Contains('\n'));
        Assert.DoesNotContain(sdk.Examples, example => example.Target.Split(' ').Length is < 3 or > 40);
    }
}
