using CompressionPipeline.Pipeline.Store;

namespace CompressionPipeline.Pipeline.Tests.Fixtures;

/// <summary>A disk that fails at one kind of call, as a full one does.</summary>
internal sealed class FaultyFiles(string failing) : IStoreFiles
{
    private const int NoSpaceLeft = 28;

    public void WriteText(string path, string text)
    {
        FailAt(nameof(WriteText));
        DiskFiles.Instance.WriteText(path, text);
    }

    public void Flush(string file)
    {
        FailAt(nameof(Flush));
        DiskFiles.Instance.Flush(file);
    }

    public void FlushFolder(string folder)
    {
        FailAt(nameof(FlushFolder));
        DiskFiles.Instance.FlushFolder(folder);
    }

    public void Move(string folder, string final)
    {
        FailAt(nameof(Move));
        DiskFiles.Instance.Move(folder, final);
    }

    private void FailAt(string call)
    {
        if (call == failing)
            throw new IOException("No space left on device", NoSpaceLeft);
    }
}
