using System.Text;
using System.Text.RegularExpressions;
using CompressionPipeline.Core;
using Xunit;

namespace TestKit;

/// <summary>What every reader of JSON must refuse: in place of an object, with the line and the key that its error
/// names.</summary>
public static partial class MalformedJson
{
    private static readonly Dictionary<string, (byte[] Bytes, int Line, string? Key)> Inputs = new()
    {
        ["a key twice"] = (Text("{\n \"a\": 1,\n \"a\": 2\n}"), 3, "a"),
        ["a key twice inside"] = (Text("{\"a\": [0, {\"b\": 1,\n\"b\": 1}]}"), 2, "a[1].b"),
        ["the same key, escaped"] = (Text("{\"a\": 1, \"\\u0061\": 2}"), 1, "a"),
        ["nothing"] = ([], 1, null),
        ["white space"] = (Text(" \n\n"), 1, null),
        ["zero bytes"] = (new byte[64], 1, null),
        ["cut off"] = (Text("{\"a\":\n {\"b\": "), 2, null),
        ["more behind it"] = (Text("{}\n{}"), 2, null),
        ["a comment"] = (Text("// {}\n{}"), 1, null),
        ["a comma too many"] = (Text("{\"a\": 1,\n}"), 2, "a"),
        ["not a number"] = (Text("{\"a\": NaN}"), 1, "a"),
        ["half a character"] = (Text("{\"a\":\n\"\\ud800\"}"), 2, "a"),
        ["not UTF-8"] = ([.. Text("{\n\"a\": \""), 0xE9, .. Text("\"}")], 2, null),
        ["UTF-16"] = ([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{}")], 1, null),
        ["a list"] = (Text("[]"), 1, null),
        ["null"] = (Text("null"), 1, null),
        ["30,000 open lists"] = (Text("{\"a\":\n" + new string('[', 30_000)), 2, null),
        ["65 levels"] = (Text(new string('[', 65) + new string(']', 65)), 1, null),
        ["gzip"] = ([0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0], 1, null),
        ["a Git LFS pointer"] = (Text("version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 12\n"), 1, null),
        ["a web page"] = (Text("<!DOCTYPE html><html></html>"), 1, null),
    };

    /// <summary>Names of the inputs, for a theory.</summary>
    public static TheoryData<string> Names => [.. Inputs.Keys];

    /// <summary>The input's bytes.</summary>
    public static byte[] Bytes(string name) => Inputs[name].Bytes;

    /// <summary>Writes the input and passes if reading it is refused with file, line and key, and without words of
    /// .NET.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="path">Where it is written; the error must name it.</param>
    /// <param name="read">Reads the file.</param>
    public static void AssertRefused(string name, string path, Action read)
    {
        File.WriteAllBytes(path, Bytes(name));
        var error = Assert.ThrowsAny<PipelineException>(read);
        Assert.Contains(Path.GetFileName(path), error.Message, StringComparison.Ordinal);
        if (error is InvalidFileException invalid)
            AssertPlace(name, invalid);
        AssertPlain(error.Message);
    }

    /// <summary>Passes if the error names the input's line and key.</summary>
    public static void AssertPlace(string name, InvalidFileException error)
    {
        Assert.Equal(Inputs[name].Line, error.Line);
        if (Inputs[name].Key is { } key)
            Assert.Equal(key, error.Key);
    }

    /// <summary>Whether a message has no words of .NET.</summary>
    public static bool IsPlain(string message) => !DotNet().IsMatch(message);

    /// <summary>Passes if a message has no words of .NET.</summary>
    public static void AssertPlain(string message) => Assert.DoesNotMatch(DotNet(), message);

    [GeneratedRegex(@"System\.|LineNumber|BytePosition|Path: \$|Utf8|JsonReader|\(Parameter|object reference"
        + @"|\.NET (type|member)|deseriali[sz]|invalid start of")]
    private static partial Regex DotNet();

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
