using CompressionPipeline.Core;
using CompressionPipeline.Data.Hub;

namespace CompressionPipeline.Data.Tests.Hub;

/// <summary>Which files of a data set are meant where none are named.</summary>
public sealed class HubConfigurationTests : HubFixture
{
    private const string Two = """
        {"configs":[{"config_name":"de","data_files":"de/*.csv"},
                    {"config_name":"en","data_files":[{"split":"train","path":["en/train.csv","en/more.csv"]}]IS_DEFAULT}]}
        """;

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"configs":"none"}""", "")]
    [InlineData("""{"configs":[{"config_name":"x","data_files":"gone/*.csv"}]}""", "")]
    [InlineData("""{"configs":[{"data_files":[{"split":"train","path":"de/*"},"en/test.csv"]}]}""", "de/* en/test.csv")]
    [InlineData("""{"configs":[{"config_name":"en","data_dir":"en/"}]}""", "en/**")]
    [InlineData("""{"configs":[{"config_name":"en","data_dir":"en","data_files":"t*"}]}""", "en/t*")]
    [InlineData(Two, "en/train.csv en/more.csv", ",\"default\":true")]
    public async Task Should_Take_Those_Of_The_Only_Or_The_Default_Part(string card, string files, string isDefault = "")
    {
        // Given
        var content = Server.AddDataSet("acme/pairs").With("README.md", "").With("raw.csv", "");
        content.With("de/train.csv", "").With("en/train.csv", "").With("en/test.csv", "");
        content.Card = card.Replace("IS_DEFAULT", isDefault, StringComparison.Ordinal);

        // Then
        Assert.Equal(files, string.Join(' ', await Files("main")));
    }

    [Fact]
    public async Task Should_Not_Mix_Parts_That_Are_Not_Meant_To_Be_Used_Together()
    {
        // Given
        var content = Server.AddDataSet("acme/pairs").With("de/a.csv", "").With("en/train.csv", "");
        content.Card = Two.Replace("IS_DEFAULT", "", StringComparison.Ordinal);

        // When
        var error = await Assert.ThrowsAsync<PipelineException>(() => Files("main"));

        // Then
        Assert.Contains("acme/pairs at main has 2 parts", error.Message, StringComparison.Ordinal);
        Assert.Contains("de, en. Name the files", error.Message, StringComparison.Ordinal);
        Assert.Contains("files: ['de/*.csv']", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("refs/convert/parquet"), InlineData(null)]
    public async Task Should_Tell_The_Parts_Of_The_Branch_With_Parquet_By_Their_Folders(string? branch)
    {
        var content = Server.AddDataSet("acme/pairs").With(".gitattributes", "");
        content.With("1.0.0/train/0000.parquet", "").With("2.0.0/train/0000.parquet", "");

        var error = await Assert.ThrowsAsync<PipelineException>(() => Files(branch ?? content.Commit));
        Assert.Contains("['1.0.0/**']", error.Message, StringComparison.Ordinal);

        content.With("default/train/0000.parquet", "");
        Assert.Equal(["default/**"], await Files(branch ?? content.Commit));
    }

    [Fact]
    public async Task Should_Not_Take_The_Folders_Of_A_Data_Set_With_A_Card_For_Parts()
    {
        Server.AddDataSet("acme/pairs").With("README.md", "").With("news/en/a.parquet", "").With("web/en/a.parquet", "");

        Assert.Empty(await Files("main"));
    }

    [Fact]
    public async Task Should_Ask_Once_For_What_It_Then_Downloads()
    {
        // Given
        var content = Server.AddDataSet("acme/pairs").With("en/train.csv", "a,b");
        content.Card = """{"configs":[{"config_name":"en","data_dir":"en"}]}""";
        using var client = new HubClient(Settings, Progress);

        // When
        var files = await client.DefaultFiles(HubRepository.DataSet("acme/pairs"), "main");
        var snapshot = await client.Download(HubRepository.DataSet("acme/pairs"), "main", _ => true);

        // Then
        Assert.Equal(["en/**"], files);
        Assert.Equal(["en/train.csv"], snapshot.Files);
        Assert.Single(Server.Calls, call => call.Contains("/revision/", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<string>> Files(string revision)
    {
        using var client = new HubClient(Settings, Progress);
        return await client.DefaultFiles(HubRepository.DataSet("acme/pairs"), revision);
    }
}
