namespace CompressionPipeline.Verdicts.Reports.Drawing;

/// <summary>Puts names beside points so that none covers another or a point; a name without a free place is left out.</summary>
internal sealed class Labels(double left, double top, double right, double bottom)
{
    private const double LetterWidth = 6.4;
    private const double Height = 14;
    private const double Gap = 9;

    private readonly List<Box> taken = [];

    /// <summary>Keeps names off a point.</summary>
    public void Keep(double x, double y) => taken.Add(new(x - 6, y - 6, x + 6, y + 6));

    /// <summary>The place for a name: where its text begins, ends or has its middle, and on which line.</summary>
    public (double X, double Y, string Anchor)? Place(double x, double y, string name)
    {
        var width = name.Length * LetterWidth;
        foreach (var (atX, atY, anchor) in Candidates(x, y))
        {
            var start = anchor switch { "start" => atX, "end" => atX - width, _ => atX - (width / 2) };
            var box = new Box(start, atY - Height + 3, start + width, atY + 3);
            if (box.Left < left || box.Right > right || box.Top < top || box.Bottom > bottom || taken.Any(box.Meets))
                continue;
            taken.Add(box);
            return (atX, atY, anchor);
        }
        return null;
    }

    private static IEnumerable<(double X, double Y, string Anchor)> Candidates(double x, double y) =>
    [
        (x + Gap, y - 6, "start"), (x + Gap, y + 14, "start"), (x - Gap, y - 6, "end"), (x - Gap, y + 14, "end"),
        (x, y - 12, "middle"), (x, y + 21, "middle"), (x + Gap + 4, y + 4, "start"), (x - Gap - 4, y + 4, "end"),
        (x + Gap, y - 22, "start"), (x + Gap, y + 28, "start"), (x - Gap, y - 22, "end"), (x - Gap, y + 28, "end"),
    ];

    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Meets(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
