using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tokenization;
using TestKit;

namespace CompressionPipeline.Inference.Tests.Tokenization;

public sealed class WordPieceTokenizerTests : IDisposable
{
    // Ids in their order.
    private const string Pieces =
        "[PAD] [UNK] [CLS] [SEP] play ##ing ##ful ##ly p ##l the cat ' s , . ! [ ] sep Play ##e caf ##é cafe 日 本 e";

    private readonly TemporaryFolder folder = new();

    public WordPieceTokenizerTests() => folder.Write("vocab.txt", Pieces.Replace(' ', '\n') + "\n");

    public void Dispose() => folder.Dispose();

    private WordPieceTokenizer Open(string config = """{"do_lower_case": true}""")
    {
        folder.Write("tokenizer_config.json", config);
        return WordPieceTokenizer.Open(folder.Path);
    }

    private static string Show(IEnumerable<int> ids) => string.Join(' ', ids.Select(id => Pieces.Split(' ')[id]));

    [Theory]
    [InlineData("playing", "play ##ing")]
    [InlineData("playfully", "play ##ful ##ly")]
    [InlineData("PlayFully the Cat!", "play ##ful ##ly the cat !")]
    [InlineData("the cat's,playing.", "the cat ' s , play ##ing .")]
    [InlineData("ple", "p ##l ##e")]
    [InlineData("plx the", "[UNK] the")]
    [InlineData("", "")]
    [InlineData(" \t\n ", "")]
    [InlineData("the\u0000 \u200B cat\uFFFD", "the cat")]
    [InlineData("the\U0001FAFF\u0378 cat", "[UNK] cat")]
    [InlineData("café", "cafe")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("cÀFÉ", "cafe")]
    [InlineData("\uD55C", "[UNK]")]
    [InlineData("日本the", "日 本 the")]
    [InlineData("the [SEP] cat", "the [ sep ] cat")]
    [InlineData("the+cat", "the [UNK] cat")]
    [InlineData("the\ud800cat", "[UNK]")]
    public void Should_Take_The_Longest_Piece_Of_Every_Word(string text, string expected)
    {
        // Then
        Assert.Equal($"[CLS] {expected} [SEP]".Replace("  ", " "), Show(Open().Encode(text)));
    }

    [Fact]
    public void Should_Tell_A_Piece_That_Stands_For_Damage_From_Damage()
    {
        // Given: a vocabulary may have the sign for characters that could not be read
        folder.Write("vocab.txt", Pieces.Replace(' ', '\n') + "\n\uFFFD\n");
        Assert.Equal(Pieces.Split(' ').Length + 1, Open().PieceCount);
        File.AppendAllBytes(folder.File("vocab.txt"), [0xE9, (byte)'\n']);

        // When, Then
        var error = Assert.Throws<InvalidFileException>(() => Open());
        Assert.Equal(folder.File("vocab.txt"), error.File);
        Assert.Contains("UTF-8", error.Problem);
    }

    [Theory]
    [InlineData("ÅÇÑŞǾṩ", "ACNSØs")]
    [InlineData("\u1EA4\u0344 \uF9D0", "A \u985E")]
    [InlineData("\uD55C\uAE00\uAC00", "\u1112\u1161\u11AB\u1100\u1173\u11AF\u1100\u1161")]
    [InlineData("plain", "plain")]
    public void Should_Decompose_As_Unicode_Says_And_Drop_Marks(string text, string expected)
    {
        // Then
        Assert.Equal(expected, Accents.Strip(text));
    }

    [Theory]
    [InlineData("""{"do_lower_case": false}""", "Play the café", "Play the caf ##é")]
    [InlineData("""{"do_lower_case": true, "strip_accents": false}""", "Play the CAFÉ", "play the caf ##é")]
    [InlineData("""{"do_lower_case": true, "tokenize_chinese_chars": false}""", "日本 the", "[UNK] the")]
    [InlineData("{}", "Play", "play")]
    public void Should_Do_What_Its_Configuration_Says(string config, string text, string expected)
    {
        // Then
        Assert.Equal($"[CLS] {expected} [SEP]", Show(Open(config).Encode(text)));
    }

    [Theory]
    [InlineData("\U00010330", 100, true)]
    [InlineData("\U00010330", 101, false)]
    [InlineData("g", 100, true)]
    [InlineData("g", 101, false)]
    public void Should_Cut_A_Word_Of_A_Hundred_Characters_And_No_Longer_One(string character, int count, bool isCut)
    {
        // Given
        folder.Write("vocab.txt", $"[PAD]\n[UNK]\n[CLS]\n[SEP]\n{character}\n##{character}\n");

        // When
        var ids = Open().Encode(string.Concat(Enumerable.Repeat(character, count)));

        // Then
        Assert.Equal(isCut ? [2, 4, .. Enumerable.Repeat(5, count - 1), 3] : [2, 1, 3], ids);
    }

    [Theory]
    [InlineData(false, new[] { 2, 4, 6, 3 })]
    [InlineData(true, new[] { 2, 5, 6, 3 })]
    public void Should_Keep_The_Dot_Of_A_Turkish_I_That_Becomes_Small_Where_Accents_Stay(bool stripAccents, int[] expected)
    {
        // Given
        folder.Write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\ni\u0307\ni\n##s\n");

        // Then
        Assert.Equal(expected, Open(
            $$"""{"do_lower_case": true, "strip_accents": {{(stripAccents ? "true" : "false")}}}""").Encode("\u0130S"));
    }

    [Fact]
    public void Should_Put_Two_Texts_Between_Special_Ids_And_Tell_Them_Apart()
    {
        // When
        var both = Open().Encode("the cat", "playing", 20);

        // Then
        Assert.Equal("[CLS] the cat [SEP] play ##ing [SEP]", Show(both.Ids));
        Assert.Equal([0, 0, 0, 0, 1, 1, 1], both.TokenTypes);
    }

    [Theory]
    [InlineData(6, "[CLS] the cat ' s [SEP]")]
    [InlineData(4, "[CLS] the cat [SEP]")]
    [InlineData(2, "[CLS] [SEP]")]
    public void Should_Cut_A_Long_Text_Behind_Its_Beginning(int length, string expected)
    {
        // Then
        Assert.Equal(expected, Show(Open().Encode("the cat's playing.", length)));
    }

    [Fact]
    public void Should_Cut_A_Word_In_Its_Middle_As_A_Text()
    {
        // Then
        Assert.Equal("[CLS] the play ##ful [SEP]", Show(Open().Encode("the playfully", 5)));
    }

    [Theory]
    [InlineData(10, "the cat ' s", "play ##ing ,")]
    [InlineData(9, "the cat '", "play ##ing ,")]
    [InlineData(8, "the cat '", "play ##ing")]
    [InlineData(7, "the cat", "play ##ing")]
    [InlineData(6, "the cat", "play")]
    [InlineData(3, "", "")]
    public void Should_Take_From_The_Longer_Text_First(int length, string first, string second)
    {
        // Then: four pieces and three
        var ids = Show(Open().Encode("the cat's", "playing,", length).Ids);
        Assert.Equal($"[CLS] {first} [SEP] {second} [SEP]".Replace("  ", " "), ids);
    }

    [Fact]
    public void Should_Refuse_A_Length_Without_Room_For_The_Special_Ids()
    {
        // Then
        Assert.Throws<ArgumentOutOfRangeException>(() => Open().Encode("the", 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Open().Encode("the", "cat", 2));
    }

    [Theory]
    [InlineData("""{"tokenizer_class": "T5Tokenizer"}""", "tokenizer_class")]
    [InlineData("""{"do_basic_tokenize": false}""", "do_basic_tokenize")]
    [InlineData("""{"never_split": ["x"]}""", "never_split")]
    [InlineData("""{"added_tokens_decoder": {"28": {"content": "<new>"}}}""", "added_tokens_decoder.28")]
    [InlineData("""{"added_tokens_decoder": [{"content": "<new>"}]}""", "added_tokens_decoder")]
    [InlineData("""{"do_lower_case": "false"}""", "do_lower_case")]
    [InlineData("""{"tokenize_chinese_chars": 0}""", "tokenize_chinese_chars")]
    [InlineData("""{"cls_token": 5}""", "cls_token")]
    [InlineData("""{"wordpieces_prefix": "@@"}""", "wordpieces_prefix")]
    [InlineData("""{"truncation_side": "left"}""", "truncation_side")]
    public void Should_Refuse_A_Setting_That_Cuts_In_Another_Way(string config, string key)
    {
        // When
        var error = Assert.Throws<InvalidFileException>(() => Open(config));

        // Then
        Assert.Equal((folder.File("tokenizer_config.json"), key), (error.File, error.Key));
    }

    [Theory]
    [InlineData("added_tokens.json", """{"<new>": 28}""", "<new>")]
    [InlineData("special_tokens_map.json", """{"additional_special_tokens": ["<new>"]}""", "additional_special_tokens[0]")]
    [InlineData("special_tokens_map.json", """{"cls_token": "the"}""", "cls_token")]
    [InlineData("tokenizer.json", """{"added_tokens": [{"id": 28, "content": "<new>"}]}""", "added_tokens[0]")]
    [InlineData("tokenizer.json", """{"normalizer": {"type": "BertNormalizer", "lowercase": false}}""", "normalizer.lowercase")]
    [InlineData("tokenizer.json", """{"model": {"type": "WordPiece"}, "normalizer": {"type": "Lowercase"}}""", "normalizer")]
    [InlineData("tokenizer.json", """{"model": {"type": "WordPiece"}, "pre_tokenizer": {"type": "Digits"}}""", "pre_tokenizer")]
    [InlineData("tokenizer.json", """{"model": {"type": "WordPiece", "vocab": {"[PAD]": 0, "the": 1}}}""", "model.vocab")]
    public void Should_Refuse_What_A_File_Beside_It_Says_Otherwise(string name, string json, string key)
    {
        // Given
        var path = folder.Write(name, json);

        // When
        var error = Assert.Throws<InvalidFileException>(() => Open("""{"cls_token": "[CLS]"}"""));

        // Then
        Assert.Equal((path, key), (error.File, error.Key));
    }

    [Fact]
    public void Should_Take_What_Files_Beside_It_Say_Too()
    {
        folder.Write("special_tokens_map.json", """{"cls_token": "the", "mask_token": null}""");
        folder.Write("tokenizer.json", """{"normalizer": {"lowercase": true, "strip_accents": null}, "added_tokens": []}""");
        Assert.Equal("the cat [SEP]", Show(Open("{}").Encode("Cat")));
    }

    [Fact]
    public void Should_Read_No_More_Of_A_Pair_Than_There_Is_Room_For()
    {
        // Given
        var words = string.Concat(Enumerable.Repeat("the cat ", 500_000));
        var tokenizer = Open();
        var before = GC.GetAllocatedBytesForCurrentThread();

        // When
        var ids = tokenizer.Encode(words, "playing", 48).Ids;

        // Then
        Assert.Equal(48, ids.Length);
        Assert.Equal("play ##ing [SEP]", Show(ids[^3..]));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Should_Say_Where_A_Link_Leads_To_Nothing()
    {
        File.Delete(folder.File("vocab.txt"));
        File.CreateSymbolicLink(folder.File("vocab.txt"), "nothing");
        Assert.Equal(folder.File("vocab.txt"), Assert.Throws<InvalidFileException>(() => Open()).File);
    }

    [Theory]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\ncat\nthe\n", 7)]
    [InlineData("[PAD]\n[UNK]\n[CLS]\nthe\n", null)]
    [InlineData("", null)]
    public void Should_Refuse_A_Vocabulary_Naming_File_And_Line(string vocabulary, int? line)
    {
        // Given
        var path = folder.Write("vocab.txt", vocabulary);

        // When
        var error = Assert.Throws<InvalidFileException>(() => Open());

        // Then
        Assert.Equal((path, line), (error.File, error.Line));
    }

    [Fact]
    public void Should_Say_Which_Files_A_Tokenizer_Has_Where_There_Is_None()
    {
        // Given
        File.Delete(folder.File("vocab.txt"));

        // Then
        Assert.Contains(folder.Path, Assert.Throws<PipelineException>(() => PairTokenizer.Open(folder.Path)).Message);
    }
}
