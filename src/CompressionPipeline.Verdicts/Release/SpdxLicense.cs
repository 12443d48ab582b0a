using System.Text.Json.Nodes;

namespace CompressionPipeline.Verdicts.Release;

/// <summary>A licence as SPDX writes it.</summary>
/// <param name="Id">Of SPDX's list; <c>LicenseRef-…</c> for any other; <c>NOASSERTION</c> where none was said.</param>
/// <param name="Said">What the recipe says, where the list does not have it.</param>
internal sealed record SpdxLicense(string Id, string? Said = null)
{
    public static readonly SpdxLicense None = new("NOASSERTION");

    // The hub writes licences in lower case, SPDX does not.
    private static readonly string[] Known =
    [
        "Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "BSD-3-Clause-Clear", "ISC", "Zlib", "Unlicense", "WTFPL", "NCSA",
        "PostgreSQL", "MS-PL", "BSL-1.0", "AFL-3.0", "Artistic-2.0", "ECL-2.0", "MPL-2.0", "EPL-1.0", "EPL-2.0", "EUPL-1.1",
        "EUPL-1.2", "OSL-3.0", "OFL-1.1", "LPPL-1.3c", "GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later",
        "LGPL-2.1-only", "LGPL-3.0-only", "LGPL-3.0-or-later", "AGPL-3.0-only", "AGPL-3.0-or-later", "CC0-1.0", "CC-BY-2.0",
        "CC-BY-2.5", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0", "CC-BY-NC-2.0", "CC-BY-NC-3.0", "CC-BY-NC-4.0",
        "CC-BY-ND-4.0", "CC-BY-NC-ND-3.0", "CC-BY-NC-ND-4.0", "CC-BY-NC-SA-2.0", "CC-BY-NC-SA-3.0", "CC-BY-NC-SA-4.0",
        "C-UDA-1.0", "CDLA-Permissive-1.0", "CDLA-Permissive-2.0", "CDLA-Sharing-1.0", "ODC-By-1.0", "ODbL-1.0", "PDDL-1.0",
    ];

    // The hub's names of licences that SPDX calls otherwise.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gpl-2.0"] = "GPL-2.0-only", ["gpl-3.0"] = "GPL-3.0-only", ["lgpl-2.1"] = "LGPL-2.1-only",
        ["lgpl-3.0"] = "LGPL-3.0-only", ["agpl-3.0"] = "AGPL-3.0-only", ["c-uda"] = "C-UDA-1.0", ["odc-by"] = "ODC-By-1.0",
        ["odbl"] = "ODbL-1.0", ["pddl"] = "PDDL-1.0",
    };

    public static SpdxLicense Of(string? said)
    {
        if (string.IsNullOrWhiteSpace(said))
            return None;
        var name = said.Trim();
        return (Known.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? Aliases.GetValueOrDefault(name)) is { } id
            ? new(id)
            : new("LicenseRef-" + string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-'
                ? letter : '-')), name);
    }

    /// <summary>What a document must say of the licences that SPDX's list does not have.</summary>
    public static JsonArray Extracted(IEnumerable<SpdxLicense> licenses) =>
        new([.. licenses.Where(license => license.Said is not null).DistinctBy(license => license.Id).Select(license =>
        new JsonObject { ["licenseId"] = license.Id, ["extractedText"] = license.Said,
            ["comment"] = "The licence's name as the recipe says it." })]);
}
