using System.Text;
using CompressionPipeline.Core.Archives;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>The files of a release of a model that nobody will load.</summary>
internal sealed class FakeRelease
{
    public const string Zip = "docs-shallow-onnx.zip";
    public const string Version = "1.0.0";
    public const string Tag = "docs-1.0.0";

    public FakeRelease(string folder, params (string Name, string Text)[] files)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        var content = (files.Length > 0
            ? files
            : [("config.json", "{}"), ("encoder_model.onnx", new string('e', 300_000)), ("onnx/more.txt", "more")])
            .ToDictionary(file => file.Item1, file => Encoding.UTF8.GetBytes(file.Item2));
        content.TryAdd(Sha256Sums.FileName, Encoding.UTF8.GetBytes(
            string.Concat(content.Select(file => $"{Core.Digest.OfBytes(file.Value)}  {file.Key}\n"))));
        ReproducibleZip.Write(Path.Combine(folder, Zip), content
            .ToDictionary(file => file.Key, file => (Func<Stream>)(() => new MemoryStream(file.Value))));
        File.WriteAllText(Path.Combine(folder, Sha256Sums.FileName), $"{Digest}  {Zip}\n");
    }

    public string Folder { get; }

    public string Digest => Core.Digest.OfFile(Path.Combine(Folder, Zip)).Hex;

    public byte[] Bytes => File.ReadAllBytes(Path.Combine(Folder, Zip));
}
