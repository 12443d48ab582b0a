using System.Text;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using Google.Protobuf;
using TestKit;

namespace Benchmarks.Fuzzing;

/// <summary>Checkpoints and tokenizers that others made.</summary>
internal static class ModelReaders
{
    private const string Text = "Gets the item\u0001 at ﬁrst place, 日本 \uD83D\uDE00.";
    private const string MaskName = "mask.json", IndexName = "model.safetensors.index.json";

    private static readonly string[] ConfigWords =
    [
        "\"d_model\"", "\"d_kv\"", "\"d_ff\"", "\"num_heads\"", "\"num_layers\"", "\"vocab_size\"", "\"kept_heads\"",
        "\"encoder_d_ff\"",
        "\"relative_attention_num_buckets\"", "\"tie_word_embeddings\"", "\"feed_forward_proj\"", "\"gated-gelu\"", "\"relu\"",
        "\"t5\"",
        "\"pad_token_id\"", "\"eos_token_id\"", "\"num_beams\"", "\"max_new_tokens\"", "[[0, 1], [0]]", "{\"0\": [1]}", "1e-06",
    ];

    public static FuzzedReader Safetensors(string folder)
    {
        var path = Path.Combine(folder, ModuleWeights.FileName);
        Write(path,
            ("a.weight", TensorData.OfFloats([1, 2, 3, 4, 5, 6], 2, 3)), ("b.bias", TensorData.OfFloats([0.5f])),
            ("half", new TensorData("F16", [2], new byte[] { 0, 60, 0, 64 })));
        return new(ModuleWeights.FileName, [File.ReadAllBytes(path)],
            [
                "\"dtype\"", "\"shape\"", "\"data_offsets\"", "\"F32\"", "\"BF16\"", "\"F64\"", "\"I64\"", "\"__metadata__\"",
                "[0, 24]", "[0,0]",
                "[2,3]", "\"x\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},"],
            at => WeightFiles.Read(at));
    }

    public static FuzzedReader Shards(string folder)
    {
        Write(Path.Combine(folder, "one.safetensors"), ("a", TensorData.OfFloats([1])));
        Write(Path.Combine(folder, "two.safetensors"), ("b", TensorData.OfFloats([1])));
        return new(IndexName, [Encoding.UTF8.GetBytes("""
            { "metadata": { "total_size": 8 },
              "weight_map": { "a": "one.safetensors", "b": "two.safetensors" } }
            """)],
            ["\"weight_map\"", "\"one.safetensors\"", "\"../one.safetensors\"", "\"a\"", "\"b\""], at => WeightFiles.Read(at));
    }

    public static FuzzedReader Config(string folder) => Checkpoint(folder, T5Config.FileName);

    public static FuzzedReader GenerationConfig(string folder) => Checkpoint(folder, T5Checkpoint.GenerationConfigName);

    public static FuzzedReader Mask(string folder)
    {
        LayerMask[] encoder = [new(new(2), new(4, [0, 3])), new(new(2, []), new(4, []))];
        LayerMask[] decoder = [.. encoder.Select(layer => layer with { CrossHeads = new(2, [1]) })];
        var mask = new ModelMask(new(new(2, [0]), encoder), new(new(2, [0]), decoder), new(8));
        return new(
            MaskName, [Encoding.UTF8.GetBytes(mask.ToJson()), Encoding.UTF8.GetBytes((mask with { Decoder = null }).ToJson())],
            [
                "\"indices\"", "\"of\"", "\"kept\"", "\"layers\"", "\"heads\"", "\"units\"", "\"cross-heads\"", "[0, 1]",
                "\"hidden\""],
            at =>
            {
                var read = ModelMask.Read(Path.Combine(at, MaskName));
                _ = read.IsWhole;
                read.Encoder.KeptLayers.Concat(read.Decoder?.KeptLayers ?? []).ToList().ForEach(layer => _ = layer.IsEmpty);
            });
    }

    public static FuzzedReader Spiece(string folder) =>
        new(
            T5Tokenizer.FileName, [Beginning(300), Beginning(40), Beginning(40, withMap: true)],
            ["\u2581the", "<unk>", "</s>", "<0x41>"], at =>
        {
            var path = Path.Combine(at, T5Tokenizer.FileName);
            var tokenizer = T5Tokenizer.Open(path);
            tokenizer.Decode(tokenizer.Encode(Text));
            HuggingFaceFiles.Write(at, path, maxLength: 48, tokenizer.PieceCount);
        });

    public static FuzzedReader TokenizerJson(string folder) => TokenizerJson(folder, isAlone: false);

    public static FuzzedReader TokenizerJsonAlone(string folder) => TokenizerJson(folder, isAlone: true);

    public static FuzzedReader EncoderJson(string folder)
    {
        const string bert = """
            {"added_tokens": [{"id": 0, "content": "[PAD]", "special": true}],
            "normalizer": {"type": "BertNormalizer", "lowercase": true, "strip_accents": null, "handle_chinese_chars": true},
            "pre_tokenizer": {"type": "BertPreTokenizer"}, "model": {"type": "WordPiece",
            "continuing_subword_prefix": "##", "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "the": 4, "##s": 5}}}
            """;
        const string roberta = """
            {"added_tokens": [{"id": 6, "content": "<mask>", "special": true}], "normalizer": null,
            "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": true},
            "model": {"type": "BPE", "vocab": {"<s>": 0, "<pad>": 1, "</s>": 2, "a": 3, "b": 4, "ab": 5},
            "merges": [["a", "b"]]}}
            """;
        var target = Path.Combine(folder, "copy");
        return new(HuggingFaceFiles.TokenizerFile, [Encoding.UTF8.GetBytes(bert), Encoding.UTF8.GetBytes(roberta)],
            ["\"vocab\"", "\"merges\"", "\"WordPiece\"", "\"BPE\"", "\"ByteLevel\"", "\"\\n\"", "\"\""], at =>
            {
                if (Directory.Exists(target))
                    Directory.Delete(target, recursive: true);
                Directory.CreateDirectory(target);
                PairTokenizer.Copy(at, target, [HuggingFaceFiles.TokenizerFile]);
                PairTokenizer.Open(target).Encode("The cabs", "ab");
            });
    }

    private static FuzzedReader TokenizerJson(string folder, bool isAlone)
    {
        var path = Path.Combine(folder, T5Tokenizer.FileName);
        File.WriteAllBytes(path, Beginning(40));
        HuggingFaceFiles.Write(folder, path, maxLength: 48, vocabularySize: 64);
        if (isAlone)
            File.Delete(path);
        var name = HuggingFaceFiles.TokenizerFile;
        return new(name, [File.ReadAllBytes(Path.Combine(folder, name))],
            ["\"added_tokens\"", "\"id\"", "\"content\"", "\"<extra_id_0>\"", "\"</s>\"", "\"vocab\""],
            _ => T5Tokenizer.Open(path));
    }

    private static void Write(string path, params IEnumerable<(string Name, TensorData Tensor)> tensors) =>
        CompressionPipeline.Models.Checkpoints.Safetensors.Write(
            path, tensors.Select(tensor => KeyValuePair.Create(tensor.Name, tensor.Tensor)));

    private static FuzzedReader Checkpoint(string folder, string changed)
    {
        using (var model = T5Model.Initialize(T5Config.Shape("tiny") with { VocabSize = 64 }, seed: 1))
            T5Checkpoint.Save(model, folder);
        return new(changed, [File.ReadAllBytes(Path.Combine(folder, changed))], ConfigWords, at =>
        {
            T5Checkpoint.Load(at).Dispose();
            T5Checkpoint.Remarks(at);
        });
    }

    // A model with the first pieces of ours, and no character map where a small file is wanted: a change hits the rest more
    // often.
    private static byte[] Beginning(int pieces, bool withMap = false)
    {
        const int Pieces = 1, Normalizer = 3;
        var asset = File.ReadAllBytes(RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model"));
        using var input = new CodedInputStream(asset);
        var model = new List<byte>();
        for (var start = 0L; input.ReadTag() is not 0 and var tag; start = input.Position)
        {
            input.SkipLastField();
            var field = WireFormat.GetTagFieldNumber(tag);
            if (field == Normalizer && !withMap)
                model.AddRange([(Normalizer << 3) | (byte)WireFormat.WireType.LengthDelimited, 0]);
            else if (field != Pieces || pieces-- > 0)
                model.AddRange(asset.AsSpan((int)start, (int)(input.Position - start)));
        }
        return [.. model];
    }
}
