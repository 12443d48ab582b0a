using System.Text;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>A text file that the user brought.</summary>
internal static class SourceFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IEnumerable<string> Lines(string path)
    {
        if (!File.Exists(path))
            throw new PipelineException($"{path} does not exist. Fix the path in the data section.");
        using var reader = new StreamReader(path, Strict);
        for (var number = 1; ; number++)
        {
            var line = Next(reader, path, number);
            if (line is null)
                yield break;
            yield return line;
        }
    }

    private static string? Next(StreamReader reader, string path, int number)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (DecoderFallbackException error)
        {
            throw new PipelineException($"{path} is not UTF-8 at or after line {number}: {error.Message} Save the file as UTF-8.", error);
        }
    }
}
