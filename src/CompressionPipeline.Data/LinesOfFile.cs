using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>
/// The bytes of a text, decompressed, which are refused where a line is longer than any text should be, or where the
/// decompressed file is another compressed one.
/// </summary>
internal sealed class LinesOfFile(Stream bytes, string path, int most) : Stream
{
    private bool begun;
    private int line = 1;
    private long length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var read = bytes.Read(buffer);
        Look(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            bytes.Dispose();
        base.Dispose(disposing);
    }

    private void Look(ReadOnlySpan<byte> part)
    {
        if (!begun && FileFormat.Compressed(part) is { } format)
        {
            throw new InvalidFileException(
                path, $"what it holds is compressed once more, with {format}", "Compress the plain file once.");
        }
        begun = true;
        line += part.Count((byte)'\n');
        length = part.LastIndexOf((byte)'\n') is >= 0 and var end ? part.Length - end : length + part.Length;
        if (length > most)
        {
            throw new InvalidFileException(
                path, $"the line has more than {most:N0} bytes", "Write one record a line, and leave such texts out.", line);
        }
    }
}
