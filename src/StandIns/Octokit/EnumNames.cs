using System.Text.Json;

namespace Octokit;

/// <summary>Enumerations on the wire: InProgress is in_progress.</summary>
internal static class EnumNames
{
    public static string Of<TEnum>(TEnum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static bool TryParse<TEnum>(string name, out TEnum value)
        where TEnum : struct =>
        Enum.TryParse(name?.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out value)
        && Enum.IsDefined(typeof(TEnum), value);
}
