using System.Text.Json.Serialization;

namespace CompressionPipeline.Models.Search;

/// <summary>With which resources trials are compared.</summary>
/// <param name="MostResource">What a trial gets at most, for example epochs; from 1.</param>
/// <param name="Grace">The lowest rung, from 1: no trial is stopped before.</param>
/// <param name="Eta">Each rung is this many times the one before, and one of so many trials goes on; from 2.</param>
internal sealed record AshaRungs(int MostResource, int Grace = 1, int Eta = 3)
{
    /// <summary>Resources at which trials are compared, ascending; below the most.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Levels
    {
        get
        {
            var levels = new List<int>();
            for (long level = Grace; level < MostResource; level *= Eta)
                levels.Add((int)level);
            return levels;
        }
    }
}
