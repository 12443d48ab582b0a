using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Benchmarks;

/// <summary>
/// Another runtime, as a program that is started as <c>PROGRAM CHECKPOINT-FOLDER THREADS</c>. A line in,
/// <c>{"sources":[[ids],…],"tokens":32}</c>, asks for so many greedy tokens of each source, neither more nor fewer; a line out,
/// <c>{"ids":[[ids],…],"milliseconds":1.5}</c>, gives them and the time without that of the pipe.
/// </summary>
internal sealed class DecodePeer : IDisposable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private readonly Process process;

    public DecodePeer(string program, string checkpoint, int threads) => process = Process.Start(
        new ProcessStartInfo(program, [checkpoint, threads.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    public (int[][] Ids, double Milliseconds) Generate(int[][] sources, int tokens)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(new { sources, tokens }, Options));
        var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The peer's program ended.");
        var answer = JsonSerializer.Deserialize<Answer>(line, Options)!;
        return (answer.Ids, answer.Milliseconds);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private sealed record Answer(int[][] Ids, double Milliseconds);
}
