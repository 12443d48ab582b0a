namespace CompressionPipeline.MSBuild.Items;

/// <summary>The codes of errors and warnings; docs/msbuild.md describes each and its fix.</summary>
internal static class Codes
{
    public const string Name = "CP0001";
    public const string Version = "CP0002";
    public const string Sha256 = "CP0003";
    public const string Source = "CP0004";
    public const string Offline = "CP0005";
    public const string Download = "CP0006";
    public const string Digest = "CP0007";
    public const string Archive = "CP0008";
    public const string Content = "CP0009";
    public const string Store = "CP0010";
    public const string Asset = "CP0013";
    public const string Twice = "CP0014";
    public const string Disk = "CP0015";
    public const string TokenKept = "CP0016";
}

/// <summary>An error that the author of the project can fix.</summary>
internal sealed class ModelError(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Code => code;
}
