namespace CompressionPipeline.Data;

// A file for which reading at its end is an error. Parquet.Net would take what it gets there for values, as many as a damaged
// length claims.
internal sealed class FiniteFile(string path) : FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read)
{
    // Every other way to read ends here, because this class is not FileStream itself.
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = base.Read(buffer, offset, count);
        return read > 0 || count == 0 ? read : throw new EndOfStreamException();
    }
}
