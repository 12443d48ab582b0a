namespace CompressionPipeline.Models.Onnx;

/// <content>Activations that take several operators, in the patterns that ONNX Runtime fuses into one node.</content>
public sealed partial class GraphBuilder
{
    /// <summary>x times the normal distribution function of x, by the error function.</summary>
    public Value Gelu(Value x)
    {
        var bent = Erf(Divide(x, Number((float)Math.Sqrt(2))));
        return Multiply(Multiply(x, Add(bent, Number(1))), Number(0.5f));
    }

    /// <summary>x times the logistic function of x.</summary>
    public Value Silu(Value x) => Multiply(x, One("Sigmoid", x));

    /// <summary>x times the normal distribution function of x, approximated by tanh.</summary>
    public Value GeluByTanh(Value x)
    {
        var cubic = Multiply(Power(x, Number(3)), Number(0.044715f));
        var bent = Tanh(Multiply(Add(x, cubic), Number((float)Math.Sqrt(2 / Math.PI))));
        return Multiply(Multiply(x, Number(0.5f)), Add(bent, Number(1)));
    }
}
