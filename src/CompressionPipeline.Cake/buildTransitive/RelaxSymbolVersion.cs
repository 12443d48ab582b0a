using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies a shared library (64-bit ELF) and marks a symbol version that it needs as weak, so that the loader accepts a system
/// library without it. Does nothing where the system's libstdc++ has the version.
/// </summary>
public class RelaxSymbolVersion : Task
{
    private const long SymbolVersionsNeeded = 0x6ffffffe; // SHT_GNU_verneed
    private const byte Weak = 2;                          // VER_FLG_WEAK

    private byte[] bytes;

    /// <summary>The library.</summary>
    [Required]
    public string Source { get; set; }

    /// <summary>The copy; written whole or not at all.</summary>
    [Required]
    public string Destination { get; set; }

    /// <summary>The version, for example <c>GLIBCXX_3.4.32</c>.</summary>
    [Required]
    public string SymbolVersion { get; set; }

    public override bool Execute()
    {
        if (SystemLibraries().Any(library =>
            Encoding.UTF8.GetString(File.ReadAllBytes(library)).Contains("\0" + SymbolVersion + "\0")))
            return true;
        bytes = File.ReadAllBytes(Source);
        var (sections, size, count) = (Number(0x28, 8), Number(0x3A, 2), Number(0x3C, 2));
        for (var section = sections; section < sections + (count * size); section += size)
        {
            if (Number(section + 4, 4) == SymbolVersionsNeeded)
                Relax(Number(section + 0x18, 8), names: Number(sections + (Number(section + 0x28, 4) * size) + 0x18, 8));
        }
        Write();
        Log.LogMessage(MessageImportance.Normal,
            $"{Source} wants {SymbolVersion} of libstdc++, which is older here: using {Destination}.");
        return true;
    }

    private static string[] SystemLibraries() =>
        new[] { "/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib" }
        .Select(folder => Path.Combine(folder, "libstdc++.so.6")).Where(File.Exists).ToArray();

    // A list of libraries (Verneed), each with a list of versions (Vernaux).
    private void Relax(long need, long names)
    {
        for (var last = false; !last; need += Number(need + 12, 4))
        {
            var version = need + Number(need + 8, 4);
            for (var left = Number(need + 2, 2); left > 0; left--, version += Number(version + 12, 4))
            {
                if (Text(names + Number(version + 8, 4)) == SymbolVersion)
                    bytes[version + 4] |= Weak;
            }
            last = Number(need + 12, 4) == 0;
        }
    }

    // Two projects of one build may be here at once: each writes a file of its own, and the first to be whole stays.
    private void Write()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Destination));
        var draft = Destination + "." + Guid.NewGuid().ToString("N");
        File.WriteAllBytes(draft, bytes);
        try
        {
            File.Move(draft, Destination);
        }
        catch (IOException) when (File.Exists(Destination))
        {
            File.Delete(draft);
        }
    }

    private string Text(long at) => Encoding.ASCII.GetString(bytes, (int)at, Array.IndexOf(bytes, (byte)0, (int)at) - (int)at);

    private long Number(long at, int size) => Enumerable.Range(0, size).Sum(i => (long)bytes[at + i] << (8 * i));
}
