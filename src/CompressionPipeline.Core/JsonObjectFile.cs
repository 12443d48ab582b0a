using System.Text.Json.Nodes;

namespace CompressionPipeline.Core;

/// <summary>A file with a JSON object of which a few members are ours.</summary>
public static class JsonObjectFile
{
    /// <summary>Changes members and leaves the others as they are; a file that is not there begins empty.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fix">What to do where it cannot be used, one sentence.</param>
    /// <param name="change">Takes the object.</param>
    /// <exception cref="PipelineException">It is no JSON object, or cannot be written.</exception>
    public static void Change(string path, string fix, Action<JsonObject> change)
    {
        var json = File.Exists(path) ? StrictJson.ReadObject(path, fix) : [];
        change(json);
        StageFiles.Write(path, json);
    }
}
