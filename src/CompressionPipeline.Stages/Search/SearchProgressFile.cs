using CompressionPipeline.Core;
using CompressionPipeline.Models.Search;

namespace CompressionPipeline.Stages.Search;

/// <summary>The state of a search in its scratch folder, written after each evaluation, so that a killed search
/// resumes.</summary>
/// <typeparam name="T">What is written.</typeparam>
internal sealed class SearchProgressFile<T>(StageContext context, string name)
    where T : class
{
    public string Path { get; } = System.IO.Path.Combine(context.ScratchFolder, name);

    public void Save(T state) => SearchJson.Save(Path, state);

    /// <summary>What was written; null where nothing was, or where it is damaged.</summary>
    public T? Read()
    {
        try
        {
            return File.Exists(Path) ? SearchJson.Read<T>(Path) : null;
        }
        catch (InvalidFileException error)
        {
            context.Progress.Warn($"{Path} is damaged ({error.Problem}): what it held is made again.");
            return null;
        }
    }
}
