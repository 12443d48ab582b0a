using System.Diagnostics;
using System.Globalization;
using CompressionPipeline.Inference.Tokenization;

namespace Benchmarks;

/// <summary>Encodes a file's lines on one thread beside SentencePiece's own program, whose ids must be the same.</summary>
internal static class TokenizerSpeed
{
    public static object Measure(Arguments arguments)
    {
        var (model, file) = (arguments.Text("model", "pipelines/assets/dotnet-docs-4096.model"), arguments.Text("texts", ""));
        // Lines end as they do for SentencePiece: no other character ends one.
        var lines = File.ReadAllText(file).TrimEnd('\n').Split('\n');
        var tokenizer = T5Tokenizer.Open(model);
        foreach (var line in lines.Take(1000))
            tokenizer.Encode(line);
        var (ids, before) = (new int[lines.Length][], Environment.CpuUsage.TotalTime);
        for (var i = 0; i < lines.Length; i++)
            ids[i] = tokenizer.Encode(lines[i]);
        var ours = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        var (theirs, said) = Reference(arguments.Text("reference", "spm_encode"), model, file);
        var different = Enumerable.Range(0, lines.Length).Where(i => string.Join(' ', ids[i].SkipLast(1)) != said[i]).ToList();
        return new
        {
            lines = lines.Length,
            ids = ids.Sum(one => one.Length),
            seconds = Math.Round(ours, 2),
            seconds_of_reference = Math.Round(theirs, 2),
            times_as_fast = Math.Round(theirs / ours, 2),
            different = different.Count,
            first_different = different.Take(5),
            holds = different.Count == 0,
        };
    }

    // Seconds of processor time, which the shell knows of what it ran, and a line of ids for each line.
    private static (double Seconds, string[] Lines) Reference(string program, string model, string file)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "bash", ["-c", "TIMEFORMAT='%U %S'; time \"$@\"", "bash", program, $"--model={model}", "--output_format=id", file])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n');
        process.WaitForExit();
        var times = errors.Result.TrimEnd().Split('\n')[^1].Split(' ');
        return (times.Sum(time => double.Parse(time, CultureInfo.InvariantCulture)), lines);
    }
}
