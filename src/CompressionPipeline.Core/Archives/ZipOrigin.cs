using System.Buffers.Binary;

namespace CompressionPipeline.Core.Archives;

/// <summary>The one byte of an archive's entries that says on which system they were written.</summary>
internal static class ZipOrigin
{
    private const byte Unix = 3;
    private const int EndSize = 22, LocatorSize = 20, HeaderSize = 46;

    /// <summary>Lets every entry be of Unix, whose permissions they carry, wherever the archive was written.</summary>
    /// <param name="archive">A whole archive without a comment; readable, writable and seekable.</param>
    public static void SayUnix(Stream archive)
    {
        var end = Read(archive, archive.Length - EndSize, EndSize);
        long place = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(16)),
            count = BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(10));
        if (place == uint.MaxValue || count == ushort.MaxValue)
        {
            var locator = Read(archive, archive.Length - EndSize - LocatorSize, LocatorSize);
            var large = Read(archive, BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8)), 56);
            (place, count) = (BinaryPrimitives.ReadInt64LittleEndian(large.AsSpan(48)),
                BinaryPrimitives.ReadInt64LittleEndian(large.AsSpan(32)));
        }
        for (; count > 0; count--)
        {
            var header = Read(archive, place, HeaderSize);
            archive.Position = place + 5;
            archive.WriteByte(Unix);
            place += HeaderSize + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28))
                + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30))
                + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(32));
        }
    }

    private static byte[] Read(Stream archive, long position, int count)
    {
        var bytes = new byte[count];
        archive.Position = position;
        archive.ReadExactly(bytes);
        return bytes;
    }
}
