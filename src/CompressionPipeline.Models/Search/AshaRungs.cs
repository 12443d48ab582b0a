using System.Text.Json.Serialization;

namespace CompressionPipeline.Models.Search;

/// <summary>The resources (epochs, for example) at which MO-ASHA compares trials.</summary>
/// <param name="MostResource">The most that a trial gets; at least 1.</param>
/// <param name="Grace">The lowest rung, at least 1: no trial is stopped before it.</param>
/// <param name="Eta">Each rung is this many times the one before, and one of so many trials continues; at least 2.</param>
internal sealed record AshaRungs(int MostResource, int Grace = 1, int Eta = 3)
{
    /// <summary>The rungs, ascending, without <see cref="MostResource"/>.</summary>
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
