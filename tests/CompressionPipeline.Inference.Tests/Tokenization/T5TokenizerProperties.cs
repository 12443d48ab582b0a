using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Inference.Tests.Tokenization;

public sealed class T5TokenizerProperties
{
    private static readonly Gen<string> KnownTexts =
        Gen.Elements("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;()<>-_'\"  ".ToCharArray()).ArrayOf()
            .Select(letters => new string(letters));

    [Fact]
    public void A_Text_Of_Known_Letters_Should_Come_Back_With_Single_Spaces() =>
        Prop.ForAll(KnownTexts.ToArbitrary(), text =>
            Asset.Tokenizer.Decode(Asset.Tokenizer.Encode(text)) ==
            string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_Text_Should_Become_Pieces_And_One_End() =>
        Prop.ForAll<string?>(text =>
        {
            var ids = Asset.Tokenizer.Encode(text ?? "");
            return ids[^1] == 1 && ids[..^1].All(id => id is > 1 and < Asset.Pieces);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_Cut_Should_Never_Be_Longer_Than_Asked() =>
        Prop.ForAll(KnownTexts.ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (text, length) =>
        {
            var (whole, cut) = (Asset.Tokenizer.Encode(text), Asset.Tokenizer.Encode(text, length));
            return cut.Length == Math.Min(whole.Length, length) && cut[^1] == 1 &&
                whole.AsSpan().StartsWith(cut.AsSpan(0, cut.Length - 1));
        }).QuickCheckThrowOnFailure();
}
