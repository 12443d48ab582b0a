namespace Microsoft.ML.Tokenizers;

public readonly record struct EncodedToken
{
    public EncodedToken(int id, string value, Range offset) => (Id, Value, Offset) = (id, value, offset);

    public int Id { get; }

    public string Value { get; }

    // Indexes the normalised text.
    public Range Offset { get; }
}
