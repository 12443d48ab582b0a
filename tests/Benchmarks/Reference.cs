using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Benchmarks;

/// <summary>The PyTorch reference, in its best environment: AVX-512 where the processor has it, no forced BLAS kernels.</summary>
internal static class Reference
{
    public static double DecodeMillisecondsPerToken(string script, string checkpoint, int threads)
    {
        var start = new ProcessStartInfo(
            "/usr/bin/python3",
            [script, "bench", checkpoint, "--seconds", "1", "--threads", threads.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["ATEN_CPU_CAPABILITY"] = "avx512";
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonNode.Parse(text)!["decode_ms_per_token"]!.GetValue<double>()
            : throw new InvalidOperationException($"{script} failed with code {process.ExitCode}.");
    }
}
