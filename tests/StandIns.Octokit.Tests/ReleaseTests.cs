using System.Text;
using Octokit;

namespace StandIns.Octokit.Tests;

public sealed class ReleaseTests
{
    [Fact]
    public async Task Should_Draft_Upload_And_Publish()
    {
        // Given
        await using var client = await Client.Start();
        var draft = await client.Releases.Create(Client.Owner, Client.Name, new NewRelease("v1") { Draft = true, Name = "One", Body = "Text", TargetCommitish = "main" });

        // When
        using var stream = new MemoryStream("bytes & more"u8.ToArray());
        var asset = await client.Releases.UploadAsset(draft, new ReleaseAssetUpload("a+b.zip", "application/zip", stream, TimeSpan.FromMinutes(1)));
        var published = await client.Releases.Edit(Client.Owner, Client.Name, draft.Id, new ReleaseUpdate { Draft = false });

        // Then
        Assert.Equal((true, "One", "Text"), (draft.Draft, draft.Name, draft.Body));
        Assert.Equal(("a+b.zip", 12, "uploaded"), (asset.Name, asset.Size, asset.State));
        Assert.Equal("bytes & more", Encoding.UTF8.GetString(client.Hub.BytesOf(asset.Id)));
        Assert.Equal((false, draft.Id, asset.Id), (published.Draft, published.Id, published.Assets.Single().Id));
        Assert.NotNull(published.PublishedAt);
    }

    [Fact]
    public async Task Should_Read_One_List_All_And_Delete()
    {
        // Given
        await using var client = await Client.Start();
        var id = client.Hub.AddRelease("v1", "text", draft: true);
        for (var i = 0; i < 40; i++)
            client.Hub.AddAsset(id, $"{i}", [1]);

        // Then
        var release = await client.Releases.Get(Client.Owner, Client.Name, id);
        Assert.Equal(("v1", true, null), (release.TagName, release.Draft, release.PublishedAt));
        Assert.Equal("v1", Assert.Single(await client.Releases.GetAll(Client.Owner, Client.Name, new ApiOptions { PageSize = 100 })).TagName);
        var assets = await client.Releases.GetAllAssets(Client.Owner, Client.Name, id, new ApiOptions());
        Assert.Equal(40, assets.Count);
        await client.Releases.DeleteAsset(Client.Owner, Client.Name, assets[0].Id);
        Assert.Equal(39, (await client.Releases.GetAllAssets(Client.Owner, Client.Name, id, new ApiOptions())).Count);
        await client.Releases.Delete(Client.Owner, Client.Name, id);
        Assert.Empty(client.Hub.AllReleases);
    }
}
