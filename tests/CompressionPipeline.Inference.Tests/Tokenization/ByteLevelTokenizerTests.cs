using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tokenization;
using TestKit;

namespace CompressionPipeline.Inference.Tests.Tokenization;

public sealed class ByteLevelTokenizerTests : IDisposable
{
    // Ids in their order. A space is Ġ, and the two bytes of é are Ã and ©.
    private const string Pieces = "<s> <pad> </s> <unk> h e l o w r d ' s Ġ Ã © < / > he ll hell Ġw or p a Ċ";
    private const string Merges = "#version: 0.2\nh e\nl l\nhe ll\nĠ w\no r\n";

    private readonly TemporaryFolder folder = new();

    public ByteLevelTokenizerTests()
    {
        folder.Write("vocab.json", JsonSerializer.Serialize(
            Pieces.Split(' ').Index().ToDictionary(piece => piece.Item, piece => piece.Index)));
        folder.Write("merges.txt", Merges);
    }

    public void Dispose() => folder.Dispose();

    private ByteLevelTokenizer Open(string config = "{}")
    {
        folder.Write("tokenizer_config.json", config);
        return ByteLevelTokenizer.Open(folder.Path);
    }

    private static string Show(IEnumerable<int> ids) => string.Join(' ', ids.Select(id => Pieces.Split(' ')[id]));

    [Theory]
    [InlineData("hello", "hell o")]
    [InlineData("hello world", "hell o Ġw or l d")]
    [InlineData("he's", "he ' s")]
    [InlineData("é", "Ã ©")]
    [InlineData("o  o", "o Ġ Ġ o")]
    [InlineData("o\no", "o Ċ o")]
    [InlineData("", "")]
    [InlineData("</s>", "< / s >")]
    public void Should_Merge_The_Pairs_Of_Each_Word_In_Their_Order(string text, string expected)
    {
        // Then
        Assert.Equal($"<s> {expected} </s>".Replace("  ", " "), Show(Open().Encode(text)));
    }

    [Fact]
    public void Should_Begin_With_A_Space_Where_Its_Configuration_Says_So()
    {
        // Then
        Assert.Equal("<s> Ġw or l d </s>", Show(Open("""{"add_prefix_space": true}""").Encode("world")));
        Assert.Equal("<s> w or l d </s>", Show(Open().Encode("world")));
        Assert.Equal("<s> Ġ Ċ w or l d </s>", Show(Open("""{"add_prefix_space": true}""").Encode("\nworld")));
        Assert.Equal("<s> Ġw or l d </s>", Show(Open("""{"add_prefix_space": true}""").Encode(" world")));
    }

    [Theory]
    [InlineData("a\U0001D400b", "a\U0001D400b")]
    [InlineData("\U0001D400's \U0001D400!", "\U0001D400|'s| \U0001D400|!")]
    [InlineData("1\U0001D7CF \U0001D7CF+a", "1\U0001D7CF| \U0001D7CF|+|a")]
    [InlineData("a\U0001F600! \U0001F600b", "a|\U0001F600!| \U0001F600|b")]
    public void Should_Read_Letters_And_Digits_Beyond_The_Basic_Plane_As_Such(string text, string expected)
    {
        // Then: as the words of Hugging Face's tokenizers 0.23.2
        Assert.Equal(expected, string.Join('|', new ByteLevelWords().PreTokenize(text).Select(word =>
            text.Substring(word.Offset, word.Length))));
    }

    [Fact]
    public void Should_Read_Half_A_Character_As_The_Replacement_Character()
    {
        // Given
        folder.Write("vocab.json", """{"<s>": 0, "<pad>": 1, "</s>": 2, "ï": 3, "¿": 4, "½": 5, "í": 6, "ł": 7, "µ": 8}""");
        folder.Write("merges.txt", "#version: 0.2\n");

        // Then
        var tokenizer = Open();
        Assert.Equal([0, 3, 4, 5, 2], tokenizer.Encode("\uFFFD"));
        Assert.Equal([0, 3, 4, 5, 2], tokenizer.Encode("\ud835"));
        Assert.Equal([0, 3, 4, 5, 2], tokenizer.Encode("\udc00"));
    }

    [Fact]
    public void Should_Merge_The_Bytes_Of_A_Letter_Beyond_The_Basic_Plane_With_The_Next_One()
    {
        // Given
        folder.Write("vocab.json", """{"<s>": 0, "<pad>": 1, "</s>": 2, "ð": 3, "Ŀ": 4, "Ĳ": 5, "Ģ": 6, "a": 7, "Ģa": 8}""");
        folder.Write("merges.txt", "Ģ a\n");

        // Then
        Assert.Equal([0, 3, 4, 5, 8, 2], Open().Encode("\U0001D400a"));
    }

    [Fact]
    public void Should_Put_Two_Texts_Between_Special_Ids()
    {
        // When
        var both = Open().Encode("he", "world", 20);

        // Then
        Assert.Equal("<s> he </s> </s> w or l d </s>", Show(both.Ids));
        Assert.All(both.TokenTypes, type => Assert.Equal(0, type));
    }

    [Theory]
    [InlineData(5, "<s> hell o Ġw </s>")]
    [InlineData(6, "<s> hell o Ġw or </s>")]
    public void Should_Cut_A_Long_Text_Behind_Its_Beginning(int length, string expected)
    {
        // Then
        Assert.Equal(expected, Show(Open().Encode("hello world", length)));
    }

    [Theory]
    [InlineData("hello ")]
    [InlineData("hell")]
    [InlineData("o\n")]
    public void Should_Read_No_More_Of_A_Text_Than_The_Ids_Need(string words)
    {
        // Given
        var text = string.Concat(Enumerable.Repeat(words, 1_000_000 / words.Length));
        var tokenizer = Open();

        // When
        var ids = tokenizer.Encode(text, 48);

        // Then: as of a beginning that is encoded whole
        Assert.Equal(48, ids.Length);
        Assert.Equal(tokenizer.Encode(text[..1000], 48), ids);
    }

    [Theory]
    [InlineData("""{"do_lower_case": true}""", "do_lower_case")]
    [InlineData("""{"add_prefix_space": "true"}""", "add_prefix_space")]
    public void Should_Refuse_A_Setting_That_Cuts_In_Another_Way(string config, string key) =>
        Assert.Equal(key, Assert.Throws<InvalidFileException>(() => Open(config)).Key);

    [Theory]
    [InlineData("merges.txt", "#version: 0.2\nh e\nhe\n", 3)]
    [InlineData("merges.txt", "h e\nh x\n", 2)]
    [InlineData("merges.txt", "h e\nl l\nh e\n", 3)]
    [InlineData("vocab.json", "{\"<s>\": 0,\n\"a\": \"b\"}", 2)]
    [InlineData("vocab.json", "{\"<s>\": 0, \"a\": 2}", null)]
    [InlineData("vocab.json", "{\"<s>\": 0, \"a\": 1}", null)]
    public void Should_Refuse_A_File_Naming_It_And_The_Line(string name, string text, int? line)
    {
        // Given
        var path = folder.Write(name, text);

        // When
        var error = Assert.Throws<InvalidFileException>(() => Open());

        // Then
        Assert.Equal((path, line), (error.File, error.Line));
    }

    [Fact]
    public void Should_Be_Found_By_Its_Files()
    {
        // Then
        Assert.IsType<ByteLevelTokenizer>(PairTokenizer.Open(folder.Path));
    }
}
