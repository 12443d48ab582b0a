using System.Security.Cryptography;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>SHA-256 of many short pieces, gathered first: a call per piece would take longer than the hashing.</summary>
internal sealed class TokenHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] gathered = new byte[1 << 16];
    private int count;

    /// <summary>Adds a token; its kind before it and the comma behind it keep neighbours apart.</summary>
    public void Add(byte kind, ReadOnlySpan<byte> token)
    {
        if (count + token.Length + 2 > gathered.Length)
            Flush();
        gathered[count++] = kind;
        if (token.Length + 2 > gathered.Length)
        {
            Flush();
            hash.AppendData(token);
        }
        else
        {
            token.CopyTo(gathered.AsSpan(count));
            count += token.Length;
        }
        gathered[count++] = (byte)',';
    }

    /// <summary>64 hexadecimal digits.</summary>
    public string Hex()
    {
        Flush();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => hash.Dispose();

    private void Flush()
    {
        hash.AppendData(gathered.AsSpan(0, count));
        count = 0;
    }
}
