namespace CompressionPipeline.Data;

/// <summary>CSV whose quotes are escaped by a backslash, read as RFC 4180. Lines stay lines.</summary>
internal sealed class BackslashQuotes(TextReader text) : TextReader
{
    private bool quoted;
    private bool atStart = true;
    private bool quoteTwice;
    private int? unread;
    private int? rewritten;

    public override int Peek() => rewritten ??= Next();

    public override int Read()
    {
        var letter = Peek();
        rewritten = quoteTwice ? '"' : null;
        quoteTwice = false;
        return letter;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
        base.Dispose(disposing);
    }

    private int Next()
    {
        var letter = Take();
        if (!atStart && letter == '\\' && (unread = Take()) is '"' or '\\')
        {
            quoteTwice = quoted && unread == '"';
            return Take();
        }
        if (letter == '"' && (quoted || atStart))
            quoted = !quoted;
        atStart = !quoted && letter is ',' or '\n' or '\r';
        return letter;
    }

    private int Take()
    {
        var letter = unread ?? text.Read();
        unread = null;
        return letter;
    }
}
