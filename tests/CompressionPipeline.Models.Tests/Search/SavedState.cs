using CompressionPipeline.Models.Search;
using TestKit;

namespace CompressionPipeline.Models.Tests.Search;

/// <summary>States of searches by way of a file.</summary>
internal static class SavedState
{
    /// <summary>A state as it is after a search was stopped and its file read.</summary>
    public static T Reopen<T>(T state) => Save(state, SearchJson.Read<T>);

    /// <summary>What the file of a state holds.</summary>
    public static string Text<T>(T state) => Save(state, File.ReadAllText);

    private static TResult Save<T, TResult>(T state, Func<string, TResult> read)
    {
        using var folder = new TemporaryFolder();
        SearchJson.Save(folder.File("search.json"), state);
        return read(folder.File("search.json"));
    }
}
