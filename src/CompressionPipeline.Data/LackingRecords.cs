using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>Records without a visible text: how many, and where the first ones stand.</summary>
internal sealed class LackingRecords
{
    private const int Named = 5;

    private readonly List<string> places = [];
    private string firstKey = "";

    public int Count { get; private set; }

    public void Add(PairRecord record, string key)
    {
        if (Count == 0)
            firstKey = key;
        if (Count < Named)
            places.Add(record.At);
        Count++;
    }

    public PipelineException Error()
    {
        var others = Count == 1 ? "" : $" This holds of {Count} records: "
            + $"{string.Join(", ", places)}{(Count > Named ? ", …" : "")}.";
        return new($"{places[0]}: there is no visible text under '{firstKey}'.{others} Fill it in, name the "
            + "right key in the data section, or leave such records out with on-empty: skip.");
    }
}
