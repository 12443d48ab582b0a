using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CompressionPipeline.Core;

namespace CompressionPipeline.Inference;

/// <summary>
/// Finds the largest logit, the first of equals, without computing all: 8-bit copies of the head's rows give a lower and an upper
/// bound of each logit, and only rows whose upper bound reaches the largest lower bound are multiplied in full.
/// </summary>
/// <remarks>
/// With w a row, v its 8-bit copy, x the state and y its 14-bit copy, |wx - vy| is at most |w - v| |x| + |v| |x - y|.
/// </remarks>
internal sealed class ScreenedHead
{
    // With fewer products than this, a second thread costs more than it saves.
    private const long MinParallelWork = 1 << 22;

    // Cost of comparing the estimate of one row, in products.
    private const int SelectionCost = 32;

    // Rows and states of a block that are multiplied at once.
    private const int TileSize = 4;

    // In place of a row where the best logit is not finite: worker threads must not throw.
    private const long NotFinite = -1;

    // Rows that are compared at once.
    private const int Block = 64;

    private readonly ReadOnlyMemory<float> weights;
    private readonly int rows, width, padded, threads;
    private readonly sbyte[] small;
    private readonly float[] scales, errors;
    private readonly float longest;
    private long rescored, states;

    /// <param name="weights">Row-major (rows, width).</param>
    /// <param name="rows">As many as the vocabulary has pieces.</param>
    /// <param name="threads">Largest number of threads for one step.</param>
    public ScreenedHead(ReadOnlyMemory<float> weights, int rows, int threads)
    {
        (this.weights, this.rows, this.threads) = (weights, rows, threads);
        width = weights.Length / rows;
        padded = (width + 31) & ~31;
        small = new sbyte[(long)rows * padded];
        (scales, errors) = (new float[rows], new float[rows]);
        var norms = new float[rows];
        Ranges(rows, rows * (long)width, (from, to) =>
        {
            for (var row = from; row < to; row++)
                norms[row] = Quantize(row);
        });
        longest = TensorPrimitives.Max<float>(norms);
        if (!float.IsFinite(longest))
            throw IDecoder.NotFinite(longest);
    }

    /// <summary>Rows that were multiplied in full per state, the mean so far.</summary>
    public double RescoredPerState => (double)rescored / Math.Max(1, states);

    /// <summary>The best row of each state.</summary>
    /// <param name="last">Row-major (states, width).</param>
    /// <param name="forbidden">A row that must not be best.</param>
    /// <param name="best">Receives the rows.</param>
    /// <exception cref="PipelineException">A state or the best logit is not finite.</exception>
    public void Best(ReadOnlySpan<float> last, int? forbidden, Span<long> best)
    {
        var states = new State[best.Length];
        for (var i = 0; i < states.Length; i++)
            states[i] = Copy(last.Slice(i * width, width));
        // All states at once, because reading the rows from memory takes most of the time.
        Ranges(rows, states.Length * (long)rows * width, (from, to) => Estimate(states, from, to));
        var found = new long[states.Length];
        Ranges(states.Length, states.Length * (long)rows * SelectionCost, (from, to) =>
        {
            for (var i = from; i < to; i++)
                found[i] = Best(states[i], forbidden);
        });
        if (found.Contains(NotFinite))
            throw IDecoder.NotFinite(float.PositiveInfinity);
        found.CopyTo(best);
        Interlocked.Add(ref this.states, states.Length);
    }

    private State Copy(ReadOnlySpan<float> state)
    {
        var step = Math.Abs(TensorPrimitives.MaxMagnitude(state)) / Limit;
        // A smaller step is too inexact in 32 bits; with 0 the bounds are wide and all rows are multiplied.
        if (!(step > 1e-30f))
            step = 0;
        var (copy, exact) = (new short[padded], new double[width]);
        var (left, square) = (0.0, 0.0);
        for (var i = 0; i < width; i++)
        {
            copy[i] = step > 0 ? (short)MathF.Round(state[i] / step) : (short)0;
            exact[i] = state[i];
            square += exact[i] * exact[i];
            var rest = exact[i] - ((double)copy[i] * step);
            left += rest * rest;
        }
        var norm = (float)Math.Sqrt(square);
        if (!float.IsFinite(norm))
            throw IDecoder.NotFinite(norm);
        // The error of the state's copy, and the largest rounding error of a sum in any order; 1e-30 covers underflow.
        var slack = (float)(longest * ((Math.Sqrt(left) * 1.001) + (norm * (width + 8) * 2.4e-7))) + 1e-30f;
        return new(copy, step, exact, norm, slack, ArrayPool<float>.Shared.Rent(rows));
    }

    private long Best(State state, int? forbidden)
    {
        if (forbidden is { } id)
            state.Estimates[id] = float.NegativeInfinity;
        var candidates = Candidates(state.Estimates.AsSpan(0, rows), state.Norm, state.Slack);
        ArrayPool<float>.Shared.Return(state.Estimates);
        // No row qualifies where the bounds overflow.
        if (candidates.Count == 0)
            return NotFinite;
        var scores = new float[candidates.Count];
        Ranges(candidates.Count, candidates.Count * (long)width, (from, to) =>
        {
            for (var i = from; i < to; i++)
                scores[i] = Logit(candidates[i], state.Exact);
        });
        Interlocked.Add(ref rescored, scores.Length);
        var first = TensorPrimitives.IndexOfMax<float>(scores);
        return float.IsFinite(scores[first]) ? candidates[first] : NotFinite;
    }

    // The largest integer of a copy for which a sum of products stays below 2^31.
    private int Limit => (int)Math.Min(8191, int.MaxValue / 127L / padded);

    private float Quantize(int row)
    {
        var from = weights.Span.Slice(row * width, width);
        var to = small.AsSpan(row * padded, width);
        var scale = Math.Abs(TensorPrimitives.MaxMagnitude(from)) / 127;
        if (!float.IsFinite(scale))
            return scale;
        var (error, norm) = (0.0, 0.0);
        for (var i = 0; i < width && scale > 0; i++)
        {
            to[i] = (sbyte)MathF.Round(from[i] / scale);
            var copy = (double)to[i] * scale;
            error += (from[i] - copy) * (from[i] - copy);
            norm += Math.Max(copy * copy, (double)from[i] * from[i]);
        }
        (scales[row], errors[row]) = (scale, (float)(Math.Sqrt(error) * 1.001));
        return (float)(Math.Sqrt(norm) * 1.001);
    }

    private void Estimate(State[] states, int from, int to)
    {
        for (var row = from; row < to; row += TileSize)
        {
            var (rows, done) = (Math.Min(TileSize, to - row), 0);
            for (; Avx512BW.IsSupported && rows == TileSize && done <= states.Length - TileSize; done += TileSize)
                Tile(row, states.AsSpan(done, TileSize));
            for (; done < states.Length; done++)
            {
                for (var i = row; i < row + rows; i++)
                    states[done].Estimates[i] = scales[i] * states[done].Step * One(ref small[i * padded], states[done]);
            }
        }
    }

    // Four rows times four states: the sums are ordered by row and are transposed to the order of the states.
    private void Tile(int row, ReadOnlySpan<State> states)
    {
        var (a, b, c, d) = (Four(row, states), Four(row + 1, states), Four(row + 2, states), Four(row + 3, states));
        var (first, second) = (Sse2.UnpackLow(a, b).AsInt64(), Sse2.UnpackLow(c, d).AsInt64());
        var (third, fourth) = (Sse2.UnpackHigh(a, b).AsInt64(), Sse2.UnpackHigh(c, d).AsInt64());
        var scale = Vector128.LoadUnsafe(ref scales[row]);
        Put(states[0], Sse2.UnpackLow(first, second));
        Put(states[1], Sse2.UnpackHigh(first, second));
        Put(states[2], Sse2.UnpackLow(third, fourth));
        Put(states[3], Sse2.UnpackHigh(third, fourth));

        void Put(State state, Vector128<long> sums) =>
            (scale * state.Step * Vector128.ConvertToSingle(sums.AsInt32())).StoreUnsafe(ref state.Estimates[row]);
    }

    // One row times four states, so that the row is read and widened once.
    private Vector128<int> Four(int row, ReadOnlySpan<State> states)
    {
        ref var own = ref small[row * padded];
        ref var a = ref MemoryMarshal.GetArrayDataReference(states[0].Copy);
        ref var b = ref MemoryMarshal.GetArrayDataReference(states[1].Copy);
        ref var c = ref MemoryMarshal.GetArrayDataReference(states[2].Copy);
        ref var d = ref MemoryMarshal.GetArrayDataReference(states[3].Copy);
        var (sumA, sumB, sumC, sumD) = (Vector512<int>.Zero, Vector512<int>.Zero, Vector512<int>.Zero, Vector512<int>.Zero);
        for (nuint i = 0; i < (nuint)padded; i += 32)
        {
            var wide = Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref own, i));
            sumA += Avx512BW.MultiplyAddAdjacent(wide, Vector512.LoadUnsafe(ref a, i));
            sumB += Avx512BW.MultiplyAddAdjacent(wide, Vector512.LoadUnsafe(ref b, i));
            sumC += Avx512BW.MultiplyAddAdjacent(wide, Vector512.LoadUnsafe(ref c, i));
            sumD += Avx512BW.MultiplyAddAdjacent(wide, Vector512.LoadUnsafe(ref d, i));
        }
        // Four horizontal sums together: one for each state would cost as much as the products of a short row.
        var halves = Avx2.HorizontalAdd(
            Avx2.HorizontalAdd(sumA.GetLower() + sumA.GetUpper(), sumB.GetLower() + sumB.GetUpper()),
            Avx2.HorizontalAdd(sumC.GetLower() + sumC.GetUpper(), sumD.GetLower() + sumD.GetUpper()));
        return halves.GetLower() + halves.GetUpper();
    }

    private int One(ref sbyte own, State state)
    {
        ref var other = ref MemoryMarshal.GetArrayDataReference(state.Copy);
        var sum = Vector256<int>.Zero;
        for (nuint i = 0; i < (nuint)padded; i += 16)
            sum += Products(Vector128.LoadUnsafe(ref own, i), Vector256.LoadUnsafe(ref other, i));
        return Vector256.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Products(Vector128<sbyte> a, Vector256<short> b)
    {
        if (Avx2.IsSupported)
            return Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(a), b);
        var (low, high) = Vector128.Widen(a);
        var (b0, b1) = Vector256.Widen(b);
        var (a0, a1) = Vector256.Widen(Vector256.Create(low, high));
        return (a0 * b0) + (a1 * b1);
    }

    /// <summary>Rows whose upper bound reaches the largest lower bound, in order.</summary>
    private List<int> Candidates(ReadOnlySpan<float> estimates, float norm, float slack)
    {
        var rented = ArrayPool<float>.Shared.Rent(rows);
        var bounds = rented.AsSpan(0, rows);
        TensorPrimitives.MultiplyAdd(errors, -norm * 1.001f, estimates, bounds);
        var least = TensorPrimitives.Max<float>(bounds) - (2 * slack);
        TensorPrimitives.MultiplyAdd(errors, norm * 1.001f, estimates, bounds);
        var found = new List<int>();
        // Most blocks have no bound that is large enough: their maximum shows it.
        for (var from = 0; from < rows; from += Block)
        {
            var block = bounds.Slice(from, Math.Min(Block, rows - from));
            if (TensorPrimitives.Max<float>(block) < least)
                continue;
            for (var i = 0; i < block.Length; i++)
            {
                if (block[i] >= least)
                    found.Add(from + i);
            }
        }
        ArrayPool<float>.Shared.Return(rented);
        return found;
    }

    // Products of two floats are exact in 64 bits, and every row is summed in the same order, so that equal rows have equal
    // logits.
    private float Logit(int row, double[] state)
    {
        var own = weights.Span.Slice(row * width, width);
        var (sum, i) = (Vector<double>.Zero, 0);
        for (; i <= width - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(own[i..]), out var low, out var high);
            sum += (low * new Vector<double>(state, i)) + (high * new Vector<double>(state, i + Vector<double>.Count));
        }
        var total = Vector.Sum(sum);
        for (; i < width; i++)
            total += own[i] * state[i];
        return (float)total;
    }

    private void Ranges(int count, long work, Action<int, int> run)
    {
        var parts = work < MinParallelWork ? 1 : Math.Min(threads, count);
        if (parts <= 1)
            run(0, count);
        else
            Parallel.For(0, parts, part => run((int)((long)count * part / parts), (int)((long)count * (part + 1) / parts)));
    }

    /// <summary>A last hidden state whose best row is looked for.</summary>
    /// <param name="Copy">The state in units of <paramref name="Step"/>, rounded.</param>
    /// <param name="Step">The unit; 0 where the copy is all zeros.</param>
    /// <param name="Exact">The state.</param>
    /// <param name="Norm">Its Euclidean length.</param>
    /// <param name="Slack">How far off an estimate may be, apart from the error of the row's copy.</param>
    /// <param name="Estimates">The estimated logit of each row.</param>
    private sealed record State(short[] Copy, float Step, double[] Exact, float Norm, float Slack, float[] Estimates);
}
