using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Families;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>
/// Trains a model on examples with AdamW. The same seed, data, options and thread count give the same weights, whether a run
/// was killed and resumed or not.
/// </summary>
internal sealed class Trainer(Objective objective)
{
    // Steps over which the training loss is averaged.
    private const int LossWindow = 50;

    /// <summary>Trains a model in place; it is left in evaluation mode.</summary>
    /// <param name="model">Its weights are overwritten.</param>
    /// <param name="train">At least one pair.</param>
    /// <param name="validation">May be empty.</param>
    /// <param name="options">The recipe.</param>
    /// <param name="seed">Seed of the order of the data and of what is drawn.</param>
    /// <param name="checkpointFolder">Where a killed run resumes from; created where missing.</param>
    /// <param name="progress">Is told each step, with loss and tokens per second.</param>
    /// <param name="time">The clock behind the speed.</param>
    /// <param name="cancellation">Asks to stop: a checkpoint is written first.</param>
    /// <exception cref="DivergedException">The loss, or a weight at the end, is not a number.</exception>
    /// <exception cref="PipelineException">The data or options are unusable.</exception>
    /// <exception cref="OperationCanceledException">The user asked to stop; the next run resumes there.</exception>
    public TrainingSummary Run(
        ITrainable model,
        IReadOnlyList<TokenizedPair> train,
        IReadOnlyList<TokenizedPair> validation,
        TrainingOptions options,
        long seed,
        string checkpointFolder,
        IProgressSink progress,
        TimeProvider time,
        CancellationToken cancellation)
    {
        TrainingCheck.Whole(model.Config, train, validation, options);
        using var workers = new TorchWorkers(model, options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        using var optimizer = new AdamW(objective.Groups(model), options);
        var fingerprint = Fingerprint(model.Config, train, validation, options, seed);
        var checkpoint = new TrainingCheckpoint(checkpointFolder, fingerprint, progress);
        var state = checkpoint.Resume(optimizer);
        var (resumedFrom, total, tokens, begin) = (state.Step, options.TotalSteps(train.Count), 0L, time.GetTimestamp());
        var plan = new BatchPlan(train, options.BatchSize, seed);
        using var tf32 = new Tf32Products(options.Tf32);
        using var step = new TrainingStep(model, objective, optimizer, workers, options);
        model.Module.train();
        var last = options.StopAfter > 0 ? Math.Min(options.StopAfter, total) : total;
        while (state.Step < last && !state.IsOver(options.Patience))
        {
            if (cancellation.IsCancellationRequested)
            {
                checkpoint.Save(optimizer, state);
                cancellation.ThrowIfCancellationRequested();
            }
            var pairs = plan.Batch(state.Step).Select(i => train[i]).ToList();
            var stepSeed = BatchPlan.Mix(seed, state.Step);
            manual_seed(stepSeed);
            var (loss, sparsity) = step.Run(pairs, state.Step + 1, total, stepSeed);
            RequireFinite(double.IsFinite(loss), $"The training loss is {loss} at step {state.Step + 1}");
            state.Add(loss, LossWindow);
            state.Plot(total, sparsity);
            tokens += pairs.Sum(pair => (long)pair.Source.Length + pair.Target.Length);
            var detail = Detail(state, sparsity, tokens, time.GetElapsedTime(begin));
            progress.Step(new StageProgress("training", state.Step, total, detail));
            var validates = state.Step == total || (options.ValidateEvery > 0 && state.Step % options.ValidateEvery == 0);
            if (validates && validation.Count > 0)
            {
                Validate(model, validation, options, workers, state, progress);
                if (options.Keep == WeightsToKeep.Best && state.Best!.Step == state.Step)
                    checkpoint.KeepBest(optimizer, state.Step);
            }
            if (options.CheckpointEvery > 0 && state.Step % options.CheckpointEvery == 0 && state.Step < total)
                checkpoint.Save(optimizer, state);
        }
        // No loss tells what the last step made of the weights.
        RequireFinite(AreFinite(model), $"A weight is not a number after step {state.Step}");
        if (last < total)
            checkpoint.Save(optimizer, state);
        var kept = End(options, state, total, progress);
        if (kept < state.Step)
            checkpoint.RestoreBest(optimizer);
        model.Module.eval();
        return new TrainingSummary
        {
            Steps = state.Step,
            PlannedSteps = total,
            KeptStep = kept,
            TrainingLoss = state.MeanLoss,
            Losses = state.Losses,
            Sparsities = state.Sparsities,
            Validations = state.Validations,
            ResumedFrom = resumedFrom,
            Tokens = tokens,
            Seconds = time.GetElapsedTime(begin).TotalSeconds,
        };
    }

    private void Validate(
        ITrainable model, IReadOnlyList<TokenizedPair> pairs, TrainingOptions options, TorchWorkers workers,
        TrainingProgress state, IProgressSink progress)
    {
        using var scope = NewDisposeScope();
        var loss = Validation.MeanLosses(model, pairs, options.BatchSize, workers, objective.ValidationMasks)[0];
        RequireFinite(double.IsFinite(loss), $"The validation loss is {loss} after step {state.Step}");
        state.Validations.Add(new LossAt(state.Step, loss));
        progress.Info(string.Create(
            CultureInfo.InvariantCulture, $"Step {state.Step}: training loss {state.MeanLoss:F3}, validation loss {loss:F3}."));
        model.Module.train();
    }

    private static bool AreFinite(ITrainable model)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        return model.Module.parameters().All(weight => weight.isfinite().all().item<bool>());
    }

    private static void RequireFinite(bool holds, string otherwise)
    {
        if (!holds)
            throw new DivergedException($"{otherwise}: lower learning-rate or raise warm-up-steps in the recipe.");
    }

    // The step whose weights are kept.
    private static long End(TrainingOptions options, TrainingProgress state, long total, IProgressSink progress)
    {
        if (state.IsOver(options.Patience) && state.Step < total)
        {
            progress.Info($"Stops after step {state.Step} of {total}: the last {options.Patience} looks at the validation loss "
                + $"found none below that of step {state.Best!.Step}.");
        }
        if (options.Keep == WeightsToKeep.Last)
            return state.Step;
        progress.Info(string.Create(
            CultureInfo.InvariantCulture,
            $"Keeps the weights of step {state.Best!.Step}, validation loss {state.Best.Loss:F3}."));
        return state.Best.Step;
    }

    private static string Detail(TrainingProgress state, SparsityAt? sparsity, long tokens, TimeSpan elapsed)
    {
        var gates = sparsity is null ? "" : string.Create(
            CultureInfo.InvariantCulture, $"sparsity {sparsity.Sparsity:F2} of {sparsity.Target:F2}  ");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"loss {state.MeanLoss:F2}  {gates}{tokens / Math.Max(elapsed.TotalSeconds, 1e-3):N0} tokens/s");
    }

    // Everything that decides the weights; how often to look or save does not.
    private string Fingerprint(
        IModelConfig config, IReadOnlyList<TokenizedPair> train, IReadOnlyList<TokenizedPair> validation, TrainingOptions options,
        long seed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var pair in train.Concat(validation))
        {
            foreach (var ids in new[] { pair.Source, pair.Target, pair.TokenTypes ?? [] })
                hash.AppendData(MemoryMarshal.AsBytes<int>([ids.Length, .. ids]));
            hash.AppendData(MemoryMarshal.AsBytes<float>([pair.Value]));
        }
        var recipe = OptionsJson.Canonical(OptionsJson.Write(options with { Threads = 0, CheckpointEvery = 0, StopAfter = 0 }));
        var data = Convert.ToHexStringLower(hash.GetHashAndReset());
        return Digest.OfText($"{objective.Fingerprint} {config} {recipe} {seed} {train.Count} {data}").Hex;
    }
}
