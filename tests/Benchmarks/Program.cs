using Benchmarks;
using Benchmarks.Fuzzing;
using Benchmarks.Hosting;
using Benchmarks.Reliability;
using Benchmarks.Searching;
using Benchmarks.Statistics;
using Benchmarks.Study;

// Measures what docs/LOG.md quotes. Each verb prints one JSON object, so that a shell can put it beside another program's.
var verbs = new Dictionary<string, (string Help, Func<Arguments, object> Run)>(StringComparer.Ordinal)
{
    ["train"] = (
        "training tokens/s, the tokens that fill up not counted: --shape --batch --source-length --target-length --seconds "
            + "--threads --precision fp32|bf16 --objective plain|teacher|gates|gates-and-teacher",
        TrainingSpeed.Measure),
    ["train-memory"] = (
        "resident memory while training: --shape --batch --steps --threads --activation-checkpointing on|off",
        TrainingMemory.Measure),
    ["activation-memory"] = (
        "peak memory and processor time of steps with activations kept and computed again: --shape --batch --source-length "
            + "--target-length --rounds --threads",
        ActivationMemory.Measure),
    ["attention"] = (
        "processor ms of a T5 attention's forward and backward, ours and scaled_dot_product_attention: --shape --batch "
            + "--source-length --rounds --threads",
        AttentionSpeed.Measure),
    ["data"] = (
        "s and resident memory of the data stage and of an epoch's batches: --pairs --words --source-length --source --train "
            + "on|off",
        DataMemory.Measure),
    ["optimizer"] = (
        "ms of clipping and an update, ours and TorchSharp's: --shape --steps --threads --torch-threads", OptimizerSpeed.Measure),
    ["surgery"] = (
        "s and memory of cutting a large model: --shape --sparsity SHARE --decoder-layers --release on|off",
        SurgerySpeed.Measure),
    ["search"] = (
        "s of many steps of each searcher, ms of hypervolumes: --steps --space small|medium|layer|large --searchers A,B --points",
        SearchSpeed.Measure),
    ["sub-network"] = (
        "ms of evaluating sub-networks, beside their masked forward pass, cutting them out, and the whole model, in turns: "
            + "--shape, or --model CHECKPOINT; --space small|medium|layer|large --networks --texts --batch --source-length "
            + "--target-length", SubNetworkSpeed.Measure),
    ["search-study"] = (
        "strategies, spaces, searchers and baselines compared over a fine-tuned model: --model STORE/fine-tune/KEY --data "
            + "STORE/data/KEY --strategies A,B --spaces A,B --searchers A,B --baselines "
            + "layer-dropping,head-pruning,mask-search,asymmetric,nash --calibration --super-network FOLDER --seeds --steps "
            + "--batch --learning-rate --temperature --evaluations --objectives loss,parameters --validation-limit --threads "
            + "--work FOLDER --title --page FILE.md", SearchStudy.Measure),
    ["decode"] = (
        "ms/token by every way in turns: --shape NAME|nano --decoder-layers, or --model CHECKPOINT; --batch --beams "
            + "--source-length --tokens --threads --seconds --peer PROGRAM,…",
        DecodeCells.Measure),
    ["batching"] = (
        "texts/s one at a time, in batches as they come and by length, in turns: --shape, or --model CHECKPOINT --data "
            + "STORE/data/KEY; --texts --batch --beams --tokens --threads --callers --rounds",
        BatchingSpeed.Measure),
    ["load"] = ("the memory that loading a checkpoint takes beside its file: --shape", LoadingMemory.Measure),
    ["precision"] = (
        "ROUGE of a fine-tuned model in 8 or 16 bits against 32, by both decoders: --model STORE/fine-tune/KEY --data "
            + "STORE/data/KEY --precision int8|fp16 --limit",
        PrecisionScores.Measure),
    ["decode-torch"] = ("greedy ms/token at batch 1 on torch: --shape --source-length --tokens --threads", DecodingSpeed.Measure),
    ["decode-onnx"] = (
        "the same on ONNX Runtime: --shape --source-length --tokens --threads --reference SCRIPT --profile PREFIX",
        OnnxDecodingSpeed.Measure),
    ["summarizer"] = (
        "ms to load a summarizer (the first one in a process of its own: --export FOLDER), resident memory over many calls: "
            + "--shape --tokenizer --threads --tokens --calls",
        SummarizerSpeed.Measure),
    ["tokenize"] = (
        "s of encoding a file's lines, beside spm_encode, with the same ids: --model spiece.model --texts FILE --reference "
            + "PROGRAM",
        TokenizerSpeed.Measure),
    ["long-texts"] = (
        "s and memory of ROUGE-L of one long pair, and of encoding the beginning of a long source: --reference-words "
            + "--text-words --characters --tokens",
        LongTexts.Measure),
    ["rouge"] = ("five ROUGE measures: --pairs --words --runs", RougeSpeed.Measure),
    ["bootstrap"] = ("resampled means: --examples --columns --resamples --runs", BootstrapSpeed.Measure),
    ["gate"] = ("verdict and reports of a sweep: --variants --examples --rounds --runs", GateSpeed.Measure),
    ["push"] = ("matrix and comment of a manifest with many entries: --entries --runs", PushSpeed.Measure),
    ["study"] = (
        "how often the gate is right about speed beside a load: --runs --slowed-runs --loads --seconds --slowdown PERCENT "
            + "--load on|off --shape --source-length --output-length --threads --seed --raw FILE",
        VerdictStudy.Measure),
    ["kills"] = ("SIGKILL at random moments of a small job: --recipe asymmetric|nash|nas --kills --seed", Kills.Measure),
    ["flipped-bits"] = ("a bit of a store's file flips before a run: --recipe --flips --seed", FlippedBits.Measure),
    ["full-disk"] = ("a store on a file system that fills up, as root: --recipe --runs", Disks.Full),
    ["read-only"] = ("a store on a mount that cannot be written, as root: --recipe", Disks.ReadOnly),
    ["two-runs"] = ("two processes over one store: --recipe --rounds --seed", TwoRuns.Measure),
    ["clock"] = ("the clock set back between runs, with faketime: --recipe", ClockSetBack.Measure),
    ["fuzz"] = ("changed files for a reader: --reader NAME --minutes --seed --finds FOLDER", FuzzCampaign.Measure),
    ["fuzz-round"] = ("a minute of that, one process: --reader --seed --seconds --folder", FuzzRound.Work),
    ["busy"] = ("the load of the study, one process: --milliseconds", BusyMachine.Work),
};

if (args.Length == 0 || !verbs.TryGetValue(args[0], out var verb))
{
    Console.Error.WriteLine("Benchmarks <verb> [--option value]…");
    foreach (var (name, (help, _)) in verbs)
        Console.Error.WriteLine($"  {name,-14}{help}");
    return 2;
}
var outcome = System.Text.Json.JsonSerializer.SerializeToNode(verb.Run(new Arguments(args[1..])))!;
Console.WriteLine(
    outcome.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
// What promises something says whether it holds.
return outcome["holds"]?.GetValue<bool>() == false ? 1 : 0;
