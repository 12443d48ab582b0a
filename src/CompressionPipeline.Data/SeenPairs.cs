using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

// Which pairs there have been: digests of their texts in place of the texts, and their ids with the places where they stand.
internal sealed class SeenPairs
{
    private readonly HashSet<UInt128> texts = [];
    private readonly OrderedDictionary<string, PairRecord> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> twice = new(StringComparer.Ordinal);

    /// <summary>Whether the pair is a new one.</summary>
    public bool Add(Example example, PairRecord record)
    {
        if (!texts.Add(DigestOf(example)))
            return false;
        if (!ids.TryAdd(example.Id, record with { Document = null, Second = null, Target = null }))
            twice.TryAdd(example.Id, record.At);
        return true;
    }

    // Scores and differences are told by id, so that one name must not mean two examples.
    public void RefuseTwice()
    {
        if (twice.Count == 0)
            return;
        var (id, first) = ids.First(known => twice.ContainsKey(known.Key));
        var others = twice.Count == 1 ? "" : $" So do {twice.Count - 1} other ids.";
        throw new PipelineException(
            $"{twice[id]}: the id '{id}' stands here and in {first.At}, with different texts.{others} Give every record an id "
            + "of its own or none, or name another id-key in the data section; with '' ids are made from the texts.");
    }

    // Only the target, which comes last, has lines. A second text is in all pairs or in none.
    private static UInt128 DigestOf(Example example) => BinaryPrimitives.ReadUInt128LittleEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{example.Document}\n{example.Second}\n{example.Target}")));
}
