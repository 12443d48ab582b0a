namespace Benchmarks.Fuzzing;

/// <summary>A reader of the product, with files that it accepts.</summary>
/// <param name="File">Name of the file that is changed; what else the reader needs lies beside it.</param>
/// <param name="Seeds">Whole files, of which changed ones are made.</param>
/// <param name="Words">Texts that mean something in such files.</param>
/// <param name="Read">Reads the file in a folder as the product does.</param>
internal sealed record FuzzedReader(string File, IReadOnlyList<byte[]> Seeds, IReadOnlyList<string> Words, Action<string> Read);
