using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Tests.Search;

/// <summary>
/// Published test functions over integers: each variable is a grid over [0, 1]. The best value of the variables that only keep
/// away from the front is moved from the bound to 0.3, or the first points of every search would be on the front.
/// </summary>
internal sealed class TestProblem : SearchSpace
{
    private const double Moved = 0.3;

    private readonly Func<double[], double[]> objectives;

    private TestProblem(string name, int variables, int values, IReadOnlyList<double> reference,
        Func<double[], double[]> objectives)
        : base(name, [.. Enumerable.Range(0, variables).Select(i => new SearchVariable($"x{i}", 0, values - 1))]) =>
        (this.objectives, Reference) = (objectives, reference);

    /// <summary>Where hypervolumes end.</summary>
    public IReadOnlyList<double> Reference { get; }

    public IReadOnlyList<string> Objectives => [.. Reference.Select((_, i) => $"f{i}")];

    public double[] Evaluate(IReadOnlyList<int> point) =>
        objectives([.. point.Zip(Variables, (value, variable) => (double)value / variable.Upper)]);

    public static TestProblem Create(string name, int variables = 6, int values = 31) => name switch
    {
        // Zitzler, Deb and Thiele, 2000.
        "zdt1" => Zdt(name, variables, values, (f, g) => 1 - Math.Sqrt(f / g)),
        "zdt2" => Zdt(name, variables, values, (f, g) => 1 - (f / g * (f / g))),
        "zdt3" => Zdt(name, variables, values, (f, g) => 1 - Math.Sqrt(f / g) - (f / g * Math.Sin(10 * Math.PI * f))),
        // Fonseca and Fleming, 1995: nearly everywhere both objectives are nearly 1.
        "fonseca" => new(name, variables, values, [1.05, 1.05], x =>
        {
            double Far(double sign) => 1 - Math.Exp(-x.Sum(value => Math.Pow((8 * value) - 4 + (sign / Math.Sqrt(x.Length)), 2)));
            return [Far(-1), Far(1)];
        }),
        // Deb, Thiele, Laumanns and Zitzler, 2002.
        _ => new(name, variables, values, [1.5, 1.5, 1.5], x =>
        {
            var far = 1 + x.Skip(2).Sum(value => (value - Moved) * (value - Moved));
            var (a, b) = (x[0] * Math.PI / 2, x[1] * Math.PI / 2);
            return [far * Math.Cos(a) * Math.Cos(b), far * Math.Cos(a) * Math.Sin(b), far * Math.Sin(a)];
        }),
    };

    private static TestProblem Zdt(string name, int variables, int values, Func<double, double, double> shape) =>
        new(name, variables, values, [1.1, 6], x =>
        {
            var g = 1 + (9 * x.Skip(1).Average(value => Math.Abs(value - Moved) / (1 - Moved)));
            return [x[0], g * shape(x[0], g)];
        });
}
