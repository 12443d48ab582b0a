using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace CompressionPipeline.Core;

/// <summary>Checks every token of a JSON text before it is deserialized.</summary>
internal ref struct StrictJsonScan
{
    private readonly ReadOnlySpan<byte> text;
    private readonly string source;
    private readonly string fix;
    private readonly int firstLine;
    private bool nullItems = true;
    private string? wanted;
    private int? found;

    // What is open, outermost first.
    private readonly Level[] levels = new Level[StrictJson.MostDepth];
    private int depth;

    /// <summary>An object or a list: its keys so far (null in a list), and the key or index that it stands at.</summary>
    private record struct Level(HashSet<string>? Keys, string? At, int Index);

    private StrictJsonScan(ReadOnlySpan<byte> text, string source, string fix, int firstLine)
    {
        this.text = text;
        this.source = source;
        this.fix = fix;
        this.firstLine = firstLine;
    }

    /// <summary>The line, from 1, in which a key of a strict JSON text stands; null where it is not found.</summary>
    public static int? LineOf(ReadOnlySpan<byte> utf8, string key)
    {
        var scan = new StrictJsonScan(WithoutMark(utf8), "", "", 1) { wanted = key };
        try
        {
            scan.Run();
        }
        catch (InvalidFileException)
        {
            return null;
        }
        return scan.found;
    }

    /// <summary>The text without its byte order mark.</summary>
    public static ReadOnlySpan<byte> Check(
        ReadOnlySpan<byte> utf8, string source, string fix, int firstLine, bool nullItems = true)
    {
        if (FileFormat.Mistaken(utf8) is { } mistaken)
            throw new InvalidFileException(source, mistaken, fix, firstLine);
        var text = WithoutMark(utf8);
        var scan = new StrictJsonScan(text, source, fix, firstLine) { nullItems = nullItems };
        if (text.Trim(" \t\r\n\0"u8).IsEmpty)
            throw scan.Error(0, text.IsEmpty ? "it is empty" : "it holds nothing but white space or zero bytes");
        if (!Utf8.IsValid(text))
            throw scan.Error(FirstInvalid(text), "it is not UTF-8");
        scan.Run();
        return text;
    }

    private void Run()
    {
        // One more than is allowed, so that what is too deep is said by us.
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = StrictJson.MostDepth + 1 });
        try
        {
            while (reader.Read())
                Take(ref reader);
        }
        catch (JsonException error)
        {
            var at = LineStart((int)(error.LineNumber ?? 0)) + (int)(error.BytePositionInLine ?? 0);
            throw text[Math.Min(at, text.Length)..].Trim(" \t\r\n\0"u8).IsEmpty
                ? Error(at, "it ends in the middle: the file is cut off")
                : Error(at, "it is not valid JSON here", Key());
        }
        // Half of a surrogate pair, written as \ud800.
        catch (InvalidOperationException)
        {
            throw Error((int)reader.TokenStartIndex, "a text holds half a character (a lone surrogate)", Key());
        }
    }

    private void Take(ref Utf8JsonReader reader)
    {
        if (depth > 0 && levels[depth - 1].Keys is null && reader.TokenType is not JsonTokenType.EndArray)
            levels[depth - 1].Index++;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray when depth == levels.Length:
                throw Error((int)reader.TokenStartIndex,
                    $"it has more than {StrictJson.MostDepth} objects and lists inside each other");
            case JsonTokenType.StartObject:
                levels[depth++] = new(new(StringComparer.Ordinal), null, -1);
                break;
            case JsonTokenType.StartArray:
                levels[depth++] = new(null, null, -1);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                depth--;
                break;
            case JsonTokenType.PropertyName:
                ref var level = ref levels[depth - 1];
                level.At = reader.GetString()!;
                if (!level.Keys!.Add(level.At))
                    throw Error((int)reader.TokenStartIndex, $"the key '{Key()}' stands there twice", Key());
                if (wanted is not null && Key() == wanted)
                    found ??= LineAt((int)reader.TokenStartIndex);
                break;
            case JsonTokenType.Null when !nullItems && depth > 0 && levels[depth - 1].Keys is null:
                throw Error((int)reader.TokenStartIndex, "a list holds null", Key());
            case JsonTokenType.String when reader.ValueIsEscaped:
                _ = reader.GetString();
                break;
            default:
                break;
        }
    }

    private readonly string? Key()
    {
        var key = new StringBuilder();
        foreach (var level in levels.AsSpan(0, depth))
        {
            if (level.Keys is null && level.Index >= 0)
                key.Append(CultureInfo.InvariantCulture, $"[{level.Index}]");
            else if (level.At is not null)
                key.Append(key.Length > 0 ? "." : "").Append(level.At);
        }
        return key.Length > 0 ? key.ToString() : null;
    }

    private readonly InvalidFileException Error(int at, string problem, string? key = null) =>
        new(source, problem, fix, LineAt(at), key, ColumnAt(at));

    private readonly int LineAt(int at) => firstLine + text[..Math.Min(at, text.Length)].Count((byte)'\n');

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;

    private readonly int ColumnAt(int at)
    {
        var line = text[..Math.Min(at, text.Length)];
        return Encoding.UTF8.GetCharCount(line[(line.LastIndexOf((byte)'\n') + 1)..]) + 1;
    }

    private readonly int LineStart(int line)
    {
        var start = 0;
        for (; line > 0 && text[start..].IndexOf((byte)'\n') is >= 0 and var end; line--)
            start += end + 1;
        return start;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == OperationStatus.Done)
            at += length;
        return at;
    }
}
