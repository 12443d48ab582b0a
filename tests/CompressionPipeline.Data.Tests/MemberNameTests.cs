namespace CompressionPipeline.Data.Tests;

public sealed class MemberNameTests
{
    public sealed class TheParseMethod
    {
        [Theory]
        [InlineData("T:System.Collections.Generic.List`1", "type List", "System.Collections.Generic")]
        [InlineData("M:System.String.#ctor(System.Char[])", "constructor String(Char[])", "System")]
        [InlineData("M:System.Object.#ctor", "constructor Object()", "System")]
        [InlineData("M:System.String.Join``1(System.String,System.Collections.Generic.IEnumerable{``0})",
            "method Join(String, IEnumerable<T>) of String", "System")]
        [InlineData("M:System.Int32.TryParse(System.String,System.Int32@)", "method TryParse(String, Int32) of Int32", "System")]
        [InlineData("M:A.B.Of(System.Collections.Generic.Dictionary{System.String,System.Int32},System.Byte*)",
            "method Of(Dictionary<String, Int32>, Byte*) of B", "A")]
        [InlineData("M:A.B.At(System.Int32[0:,0:])", "method At(Int32[, ]) of B", "A")]
        [InlineData("M:System.Decimal.op_Explicit(System.Decimal)~System.Int32",
            "operator Explicit(Decimal) to Int32 of Decimal", "System")]
        [InlineData("M:A.B.System#Collections#IEnumerable#GetEnumerator", "method GetEnumerator() of B", "A")]
        [InlineData("P:System.String.Length", "property Length of String", "System")]
        [InlineData("P:System.String.Chars(System.Int32)", "indexer Chars(Int32) of String", "System")]
        [InlineData("F:System.DayOfWeek.Friday", "field Friday of DayOfWeek", "System")]
        [InlineData("E:System.Console.CancelKeyPress", "event CancelKeyPress of Console", "System")]
        [InlineData("M:A.List`1.Builder.Add(`0)", "method Add(T) of Builder", "A.List")]
        [InlineData("T:Global", "type Global", "")]
        public void Should_Put_An_Id_In_Words(string id, string words, string @namespace)
        {
            // When
            var name = MemberName.Parse(id);

            // Then
            Assert.Equal(words, $"{name.Kind} {name.Display}");
            Assert.Equal(@namespace, name.Namespace);
        }
    }

    public sealed class TheShortNameMethod
    {
        [Theory]
        [InlineData("T:System.Collections.Generic.Dictionary`2", "Dictionary")]
        [InlineData("M:System.String.Join(System.String,System.String[])", "Join")]
        [InlineData("M:System.String.#ctor(System.Char)", "String")]
        [InlineData("N:System.Text", "System.Text")]
        [InlineData("!:Unresolved", "Unresolved")]
        [InlineData("https://example.org/a.b", "https://example.org/a.b")]
        [InlineData("", "")]
        public void Should_Be_The_Last_Name(string reference, string name) => Assert.Equal(name, MemberName.ShortName(reference));
    }
}
