using System.Runtime.InteropServices;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>Tokenized pairs on disk: those of a large data set take as much memory as a large model.</summary>
internal static class TokenizedPairFile
{
    public static ListOnDisk<TokenizedPair> Create(string folder) => new(folder, Write, Read);

    public static ListOnDisk<TokenizedPair>? Open(string path) => ListOnDisk<TokenizedPair>.Open(path, Read);

    private static void Write(BinaryWriter file, TokenizedPair pair)
    {
        Write(file, pair.Source);
        Write(file, pair.Target);
        Write(file, pair.TokenTypes ?? []);
        file.Write(pair.Value);
    }

    private static TokenizedPair Read(BinaryReader file) => new(ReadIds(file), ReadIds(file))
    {
        TokenTypes = ReadIds(file) is { Length: > 0 } types ? types : null,
        Value = file.ReadSingle(),
    };

    private static void Write(BinaryWriter file, int[] ids)
    {
        file.Write(ids.Length);
        file.Write(MemoryMarshal.AsBytes(ids.AsSpan()));
    }

    private static int[] ReadIds(BinaryReader file)
    {
        var ids = new int[file.ReadInt32()];
        file.BaseStream.ReadExactly(MemoryMarshal.AsBytes(ids.AsSpan()));
        return ids;
    }
}
