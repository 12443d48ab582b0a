using CompressionPipeline.Verdicts.Metrics.Rouge;
using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Verdicts.Tests.Metrics.Rouge;

public static class PorterStemmerTests
{
    public sealed class TheStemMethod
    {
        [Theory]
        // Whole words that NLTK excepts.
        [InlineData(
            "sky sky", "skies sky", "dying die", "lying lie", "tying tie", "news news", "innings inning", "inning inning",
            "outings outing")]
        [InlineData(
            "outing outing", "cannings canning", "canning canning", "howe howe", "proceed proceed", "exceed exceed",
            "succeed succeed")]
        // Neighbours of the exceptions follow the rules.
        [InlineData("proceeds proce", "exceeded exceed", "succeeding succeed", "new new", "vying vy", "spying spi", "skiing ski")]
        // One and two letters stay.
        [InlineData("a a", "as as", "is is", "us us", "ed ed", "by by", "0 0")]
        // Step 1a: plurals.
        [InlineData(
            "caresses caress", "ponies poni", "ties tie", "dies die", "lies lie", "pies pie", "flies fli", "caress caress",
            "cats cat", "gas ga")]
        [InlineData(
            "ss2 ss2", "abyss abyss", "buses buse", "classes class", "this thi", "was wa", "ids id", "urls url", "apis api")]
        // Step 1b: -eed, -ed, -ing, -ied.
        [InlineData(
            "feed feed", "agreed agre", "freed freed", "plastered plaster", "bled bled", "motoring motor", "sing sing",
            "bring bring")]
        [InlineData(
            "died die", "tied tie", "lied lie", "tried tri", "applied appli", "specified specifi", "cried cri", "thing thing")]
        [InlineData(
            "conflated conflat", "troubled troubl", "sized size", "hopping hop", "tanned tan", "falling fall", "hissing hiss",
            "fizzed fizz")]
        [InlineData(
            "failing fail", "filing file", "hoping hope", "used use", "using use", "aged age", "icing ice", "egging eg",
            "boxed box", "stayed stay")]
        [InlineData(
            "created creat", "creating creat", "enabled enabl", "normalized normal", "controlled control", "mapped map",
            "string string", "reading read")]
        // Step 1c: y after a consonant, not as the second letter.
        [InlineData(
            "happy happi", "try tri", "cry cri", "by by", "say say", "enjoy enjoy", "query queri", "array array", "play play",
            "dyed dy", "key key")]
        // Step 2.
        [InlineData(
            "relational relat", "conditional condit", "rational ration", "valency valenc", "hesitancy hesit", "digitizer digit",
            "conformably conform")]
        [InlineData(
            "radically radic", "differently differ", "vilely vile", "analogously analog", "vietnamization vietnam",
            "predication predic", "operator oper")]
        [InlineData(
            "feudalism feudal", "decisiveness decis", "hopefulness hope", "callousness callous", "formality formal",
            "sensitivity sensit", "sensibility sensibl")]
        [InlineData(
            "sensationally sensat", "basically basic", "possibly possibl", "ably abli", "probably probabl", "geology geolog",
            "biology biolog", "logy logi")]
        [InlineData(
            "fully fulli", "hopefully hope", "carefully care", "apology apolog", "totally total", "really realli",
            "usually usual", "ally alli")]
        // Step 3.
        [InlineData(
            "triplicate triplic", "formative form", "formalize formal", "electricity electr", "electrical electr", "hopeful hope",
            "goodness good")]
        [InlineData("duplicate duplic", "native nativ", "useful use", "happiness happi", "business busi", "awful aw")]
        // Step 4.
        [InlineData(
            "revival reviv", "allowance allow", "inference infer", "airliner airlin", "gyroscopic gyroscop", "adjustable adjust",
            "defensible defens")]
        [InlineData(
            "irritant irrit", "replacement replac", "adjustment adjust", "dependent depend", "adoption adopt",
            "homologou homolog", "communism commun")]
        [InlineData(
            "activate activ", "angularity angular", "homologous homolog", "effective effect", "bowdlerize bowdler",
            "option option", "version version")]
        [InlineData(
            "exception except", "collection collect", "element element", "statement statement", "document document",
            "region region", "million million")]
        // Step 5.
        [InlineData(
            "probate probat", "rate rate", "cease ceas", "controll control", "roll roll", "cache cach", "value valu", "type type",
            "file file", "be be")]
        // What the .NET documentation is full of, and what is no English.
        [InlineData(
            "asynchronously asynchron", "specified specifi", "initializes initi", "instance instanc", "returns return",
            "indicating indic")]
        [InlineData(
            "whether whether", "utf8 utf8", "int32 int32", "x86s x86", "yyyy yyyi", "2nd 2nd", "00s 00", "eeee eeee",
            "rrrr rrrr")]
        public void Should_Follow_The_Written_Rules(params string[] words)
        {
            foreach (var pair in words)
            {
                // Given
                var (word, stem) = (pair.Split(' ')[0], pair.Split(' ')[1]);

                // When
                var actual = PorterStemmer.Stem(word);

                // Then
                Assert.Equal($"{word} {stem}", $"{word} {actual}");
            }
        }

        [Fact]
        public void Should_Never_Lengthen_A_Word()
        {
            var words = Gen.Elements("abcdehilmnostuyz01".ToCharArray()).ArrayOf().Select(letters => new string(letters))
                .ToArbitrary();

            Prop.ForAll(
                words,
                word => PorterStemmer.Stem(word).Length <= word.Length && (word.Length == 0) == (
                    PorterStemmer.Stem(word).Length == 0))
                .QuickCheckThrowOnFailure();
        }
    }
}
