using System.Diagnostics.CodeAnalysis;

namespace Octokit;

public readonly struct StringEnum<TEnum> : IEquatable<StringEnum<TEnum>>
    where TEnum : struct
{
    private readonly string stringValue;
    private readonly TEnum? parsedValue;

    public StringEnum(TEnum parsedValue)
    {
        if (!Enum.IsDefined(typeof(TEnum), parsedValue))
            throw new ArgumentException("The value is not of the enumeration.", nameof(parsedValue));
        this.parsedValue = parsedValue;
        stringValue = EnumNames.Of(parsedValue);
    }

    public StringEnum(string stringValue)
    {
        this.stringValue = stringValue;
        parsedValue = null;
    }

    public string StringValue => stringValue;

    public TEnum Value => TryParse(out var value)
        ? value
        : throw new ArgumentException($"Value '{stringValue}' is not a valid '{typeof(TEnum).Name}' enum value.");

    public static implicit operator StringEnum<TEnum>(string value) => new(value);

    public static implicit operator StringEnum<TEnum>(TEnum parsedValue) => new(parsedValue);

    public static bool operator ==(StringEnum<TEnum> left, StringEnum<TEnum> right) => left.Equals(right);

    public static bool operator !=(StringEnum<TEnum> left, StringEnum<TEnum> right) => !left.Equals(right);

    public bool TryParse(out TEnum value)
    {
        value = parsedValue ?? default;
        return parsedValue is not null || EnumNames.TryParse(stringValue, out value);
    }

    public bool Equals(StringEnum<TEnum> other) => string.Equals(StringValue, other.StringValue, StringComparison.OrdinalIgnoreCase);

    public override bool Equals([NotNullWhen(true)] object obj) => obj is StringEnum<TEnum> other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(StringValue ?? "");

    public override string ToString() => StringValue;
}
