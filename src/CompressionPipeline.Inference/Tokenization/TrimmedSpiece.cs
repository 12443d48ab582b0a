using CompressionPipeline.Core;
using Google.Protobuf;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// A <c>spiece.model</c> of fewer pieces (docs/adr/0034). A text whose pieces all stay is cut as before, every other one into
/// smaller pieces, and what was known before is known still.
/// </summary>
internal static class TrimmedSpiece
{
    /// <summary>The pieces that have to stay, ascending.</summary>
    /// <param name="path">The whole model.</param>
    /// <exception cref="PipelineException">It is no T5 tokenizer.</exception>
    public static IReadOnlyList<int> Required(string path)
    {
        var file = SpieceFile.Read(path);
        var characters = file.Pieces.Where(piece => piece.IsInText && IsCharacter(piece.Text)).Select(piece => piece.Text)
            .ToHashSet(StringComparer.Ordinal);
        // What is unknown is scored by the least likely piece.
        var least = file.Pieces.Index().Where(piece => piece.Item.Type == PieceType.Normal)
            .OrderBy(piece => piece.Item.Score).Select(piece => piece.Index).Take(1);
        HashSet<int> named = [file.PadId, file.EosId, file.UnkId, file.BosId, .. least];
        return [.. Enumerable.Range(0, file.Pieces.Count).Where(id => named.Contains(id) || IsRequired(file.Pieces[id]))];

        bool IsRequired(SpiecePiece piece) => piece.Type switch
        {
            PieceType.Normal => IsCharacter(piece.Text)
                || piece.Text.EnumerateRunes().Any(rune => !characters.Contains(rune.ToString())),
            PieceType.Unused => false,
            _ => true,
        };
    }

    /// <summary>Writes the model of the pieces that stay, under new ids from 0 in the same order.</summary>
    /// <param name="path">The whole model.</param>
    /// <param name="kept">Ids of the pieces that stay, ascending; those of <see cref="Required"/> among them.</param>
    /// <param name="target">The file to write.</param>
    /// <exception cref="PipelineException">It is no T5 tokenizer, or the file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<int> kept, string target)
    {
        var file = SpieceFile.Read(path);
        var ids = kept.Index().ToDictionary(piece => piece.Item, piece => piece.Index);
        AtomicFile.Write(target, stream =>
        {
            using var output = new CodedOutputStream(stream, leaveOpen: true);
            Copy(file, ids, output);
            // A later message of a protobuf file is merged into an earlier one.
            SpieceWriter.Message(output, SpieceFile.TrainerSpec, trainer =>
            {
                SpieceWriter.Number(trainer, SpieceFile.VocabularySize, ids.Count);
                SpieceWriter.Number(trainer, SpieceFile.UnkIdField, ids[file.UnkId]);
                SpieceWriter.Number(trainer, SpieceFile.BosIdField, ids.GetValueOrDefault(file.BosId, -1));
                SpieceWriter.Number(trainer, SpieceFile.EosIdField, ids[file.EosId]);
                SpieceWriter.Number(trainer, SpieceFile.PadIdField, ids[file.PadId]);
            });
        });
    }

    // Each piece byte by byte as it is. Tests of the model on itself would fail, for they name pieces that may be gone.
    private static void Copy(SpieceFile file, Dictionary<int, int> ids, CodedOutputStream output)
    {
        using var input = new CodedInputStream(file.Bytes.ToArray());
        var id = 0;
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited)
            {
                input.SkipLastField();
                continue;
            }
            var (field, message) = (WireFormat.GetTagFieldNumber(tag), input.ReadBytes());
            if (field != SpieceFile.SelfTestData && (field != SpieceFile.PiecesField || ids.ContainsKey(id++)))
                SpieceWriter.Message(output, field, message);
        }
    }

    private static bool IsCharacter(string text) => text.EnumerateRunes().Take(2).Count() == 1;
}
