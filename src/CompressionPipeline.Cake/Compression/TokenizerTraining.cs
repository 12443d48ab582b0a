using System.Globalization;
using Cake.Common;
using Cake.Core.IO;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Stages.Data;
using Path = System.IO.Path;

namespace CompressionPipeline.Cake.Compression;

/// <summary>Trains the tokenizers that entries name and that do not exist yet, with SentencePiece's own trainer.</summary>
internal static class TokenizerTraining
{
    private const string Trainer = "spm_train";

    public static void Run(PipelineContext context)
    {
        foreach (var entry in context.Pipeline.EntriesToTokenize())
        {
            // Entries may share a tokenizer: the first one's data decides.
            if (File.Exists(entry.TokenizerPath))
                context.Progress.Info($"{entry.Key}: {entry.TokenizerPath} exists; delete it to train it again.");
            else
                Train(context, entry);
        }
    }

    private static void Train(PipelineContext context, ModelEntry entry)
    {
        var trainer = context.Tools.Resolve(Trainer) ?? throw new PipelineException(
            $"{Trainer} is not on the PATH; it trains {entry.TokenizerPath}. Install SentencePiece: "
            + "'apt-get install sentencepiece' on Debian and Ubuntu, 'brew install sentencepiece' on macOS.");
        var rows = T5Config.Shape(entry.Init.Shape!).VocabSize;
        var size = Size(context, rows);
        var folder = Directory.CreateTempSubdirectory("tokenizer-").FullName;
        try
        {
            var (text, prefix) = (Path.Combine(folder, "train.txt"), Path.Combine(folder, "tokenizer"));
            var options = OptionsJson.Read<DataOptions>(entry.StageOptions["data"]);
            var pairs = TokenizerText.Write(text, options, context.Progress, context.Interrupted);
            context.Progress.Info($"{entry.Key}: training a tokenizer of {size:N0} pieces on {pairs:N0} pairs");
            Run(context, trainer, [
                // T5's ids; no beginning of sequence. One thread gives the same model each time.
                $"--input={text}", $"--model_prefix={prefix}", "--model_type=unigram", $"--vocab_size={size}",
                "--hard_vocab_limit=false", "--normalization_rule_name=nmt_nfkc", "--max_sentence_length=65536",
                "--pad_id=0", "--eos_id=1", "--unk_id=2", "--bos_id=-1", "--num_threads=1", "--minloglevel=1",
            ]);
            var pieces = T5Tokenizer.Open(prefix + ".model", rows).PieceCount;
            OutputFolder.Make(Path.GetDirectoryName(entry.TokenizerPath)!);
            AtomicFile.Write(entry.TokenizerPath, stream => stream.Write(File.ReadAllBytes(prefix + ".model")));
            context.Progress.Info($"{entry.Key}: {entry.TokenizerPath} has {pieces:N0} pieces");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A piece without a row in the embedding has no vector.
    private static int Size(PipelineContext context, int rows)
    {
        if (context.Argument<string?>(Arguments.Vocabulary, null) is not { } text)
            return rows;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size >= 4 && size <= rows
            ? size
            : throw new PipelineException(
                $"--{Arguments.Vocabulary} {text}: write a whole number from 4 to {rows}, the rows of the shape's embedding.");
    }

    private static void Run(PipelineContext context, FilePath trainer, string[] arguments)
    {
        var settings = new ProcessSettings
        {
            Arguments = ProcessArgumentBuilder.FromStrings(arguments),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Silent = true,
        };
        var code = context.StartProcess(trainer, settings, out var output, out var errors);
        if (code != 0)
        {
            var last = string.Join('\n', errors.Concat(output).TakeLast(3));
            throw new PipelineException(
                $"{Trainer} ended with {code}: {last}\nMore text, or a smaller --{Arguments.Vocabulary}, may help.");
        }
    }
}
