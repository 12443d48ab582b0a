namespace StandIns.TorchSharp.Tests;

public sealed class AdamWTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.1, false)]
    [InlineData(0.1, true)]
    public void Should_Step_As_The_Paper_Says(double decay, bool amsgrad)
    {
        // Given
        const double Rate = 0.01, Beta1 = 0.9, Beta2 = 0.999, Eps = 1e-8;
        var weight = nn.Parameter(tensor(new[] { 1.0, -2.0 }));
        using var optimizer = optim.AdamW([weight], Rate, Beta1, Beta2, Eps, decay, amsgrad);
        var (w, m, v, top) = (new[] { 1.0, -2.0 }, new double[2], new double[2], new double[2]);

        for (var step = 1; step <= 5; step++)
        {
            // When
            optimizer.zero_grad();
            (weight.pow(2) * (6 - step)).sum().backward();
            optimizer.step();

            // Then
            for (var i = 0; i < 2; i++)
            {
                var gradient = 2 * w[i] * (6 - step);
                w[i] *= 1 - Rate * decay;
                m[i] = Beta1 * m[i] + (1 - Beta1) * gradient;
                v[i] = Beta2 * v[i] + (1 - Beta2) * gradient * gradient;
                top[i] = Math.Max(top[i], v[i]);
                var second = (amsgrad ? top[i] : v[i]) / (1 - Math.Pow(Beta2, step));
                w[i] -= Rate * (m[i] / (1 - Math.Pow(Beta1, step))) / (Math.Sqrt(second) + Eps);
            }
            Assert.Equal(w[0], weight[0].item<double>(), 12);
            Assert.Equal(w[1], weight[1].item<double>(), 12);
        }
    }

    [Fact]
    public void Should_Not_Decay_Unless_Asked()
    {
        var weight = nn.Parameter(ones(1));
        using var optimizer = optim.AdamW([weight], 0.1);

        weight.grad = zeros(1);
        optimizer.step();

        weight.ShouldBe(1);
    }

    [Fact]
    public void Should_Leave_A_Parameter_Without_Gradient()
    {
        var (used, unused) = (nn.Parameter(ones(1)), nn.Parameter(ones(1)));
        using var optimizer = optim.AdamW([used, unused], 0.1, weight_decay: 0.5);

        (used * 2).sum().backward();
        optimizer.step();

        unused.ShouldBe(1);
        used.ShouldBe(0.95 - 0.1);
    }

    [Fact]
    public void Should_Keep_A_Rate_And_A_Decay_Per_Group()
    {
        var (fast, slow) = (nn.Parameter(ones(1)), nn.Parameter(ones(1)));
        using var optimizer = optim.AdamW(
            [new AdamW.ParamGroup([fast], lr: 0.1), new AdamW.ParamGroup([slow], lr: 0.01)], lr: 1);

        (fast + slow).sum().backward();
        optimizer.step();

        fast.ShouldBe(0.9);
        slow.ShouldBe(0.99);
        Assert.Equal([0.1, 0.01], optimizer.ParamGroups.Select(group => group.LearningRate));
    }

    [Fact]
    public void Should_Continue_From_A_Saved_State()
    {
        // Given
        var (weight, copy) = (nn.Parameter(ones(3)), nn.Parameter(ones(3)));
        using var optimizer = optim.AdamW([weight], 0.1, weight_decay: 0.01);
        using var resumed = optim.AdamW([copy], 0.1, weight_decay: 0.01);
        Step(optimizer, weight);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);

        // When
        optimizer.save_state_dict(writer);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        resumed.load_state_dict(reader);
        using (no_grad())
            copy.copy_(weight);
        Step(optimizer, weight);
        Step(resumed, copy);

        // Then
        Assert.Equal(weight.Floats(), copy.Floats());
        var state = (AdamW.State)resumed.state_dict().State[0];
        Assert.Equal(2, state.step);
        Assert.Equal([3L], state.exp_avg.shape);
    }

    private static void Step(AdamW optimizer, Parameter weight)
    {
        optimizer.zero_grad();
        weight.pow(3).sum().backward();
        optimizer.step();
    }

    [Fact]
    public void Should_Clip_Gradients_By_Their_Common_Norm()
    {
        var (a, b) = (nn.Parameter(zeros(2)), nn.Parameter(zeros(2)));
        a.grad = tensor(new[] { 3f, 0f });
        b.grad = tensor(new[] { 0f, 4f });

        Assert.Equal(5, nn.utils.clip_grad_norm_([a, b], 1), 5);
        a.grad.ShouldBe(0.6, 0);
        b.grad.ShouldBe(0, 0.8);
        Assert.Equal(1, nn.utils.clip_grad_norm_([a, b], 10), 5);
        a.grad.ShouldBe(0.6, 0);
    }

    [Fact]
    public void Should_Follow_A_Schedule()
    {
        var weight = nn.Parameter(ones(1));
        using var optimizer = optim.AdamW([weight], 0.1);
        var schedule = optim.lr_scheduler.LambdaLR(optimizer, step => Math.Min(1, (step + 1) / 4.0));
        var rates = new List<double>();

        for (var i = 0; i < 5; i++)
        {
            rates.Add(optimizer.ParamGroups.Single().LearningRate);
            schedule.step();
        }

        Assert.Equal([0.025, 0.05, 0.075, 0.1, 0.1], rates.Select(rate => Math.Round(rate, 12)));
        Assert.Equal([0.1], schedule.get_last_lr());
    }
}
