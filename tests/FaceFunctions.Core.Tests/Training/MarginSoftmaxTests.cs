using CsCheck;
using FaceFunctions.Core.Training;

namespace FaceFunctions.Core.Tests.Training;

public class MarginSoftmaxTests
{
    private static readonly (string Name, MarginRule Rule, Func<double, double> Psi)[] Rules =
    [
        ("softmax", MarginRule.Softmax, MarginOracle.Softmax),
        ("L-softmax 2", MarginRule.LSoftmax(2), MarginOracle.LSoftmax(2)),
        ("L-softmax 3", MarginRule.LSoftmax(3), MarginOracle.LSoftmax(3)),
        ("L-softmax 4", MarginRule.LSoftmax(4), MarginOracle.LSoftmax(4)),
        ("CosFace", MarginRule.CosFace(0.35), MarginOracle.CosFace(0.35)),
        ("ArcFace", MarginRule.ArcFace(0.5), MarginOracle.ArcFace(0.5)),
        ("easy ArcFace", MarginRule.ArcFace(0.5, easyMargin: true), MarginOracle.EasyArcFace(0.5)),
    ];

    public static TheoryData<string> RuleNames => [.. Rules.Select(rule => rule.Name)];

    public static TheoryData<string, double, double> Losses =>
        new MatrixTheoryData<string, double, double>([.. Rules.Select(rule => rule.Name)], [1, 30, 64], [0, 0.5, 2]);

    [Theory]
    [MemberData(nameof(Losses))]
    public void Compute_agrees_with_finite_differences(string rule, double scale, double gamma) =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[2, 9], Gen.Int[2, 7], Gen.Int).Sample(
            (batch, dimension, classes, seed) =>
            {
                var problem = new Problem(rule, scale, gamma, batch, dimension, classes, seed);

                // A finite difference across a step measures the step.
                if (problem.Angles().All(angle => Math.Abs(angle - Math.PI / 2) > 1e-3 && Math.Abs(angle - (Math.PI - 0.5)) > 1e-3 && angle is > 1e-3 and < 3.14))
                {
                    problem.AssertAgrees(step: 1e-4);
                }
            },
            iter: 20);

    /// <summary>Angles to the right class at which a formula taken by cosine loses its digits, and those beside a limit of some rule.</summary>
    public static TheoryData<string, double, double> HardAngles
    {
        get
        {
            var hard = new TheoryData<string, double, double>();
            foreach (string rule in Rules.Select(rule => rule.Name))
            {
                foreach (double near in new[] { 1e-2, 1e-4, 1e-6 })
                {
                    hard.Add(rule, near, near / 20);
                    hard.Add(rule, Math.PI - near, near / 20);

                    // The limits: that of ArcFace, that of the easy margin (and of L-softmax 2 and 4), those of L-softmax 3 and 4.
                    foreach (double limit in new[] { Math.PI - 0.5, Math.PI / 2, Math.PI / 3, 2 * Math.PI / 3, Math.PI / 4, 3 * Math.PI / 4 })
                    {
                        hard.Add(rule, limit - near, near / 20);
                        hard.Add(rule, limit + near, near / 20);
                    }
                }
            }

            return hard;
        }
    }

    [Theory]
    [MemberData(nameof(HardAngles))]
    public void Compute_agrees_with_finite_differences_at_hard_angles(string rule, double angle, double step)
    {
        // One sample and a small scale: at 0 the right class still has a loss that its gradient can be seen by.
        var problem = new Problem(rule, scale: 4, gamma: 0, batch: 1, dimension: 5, classes: 4, seed: 9);
        problem.Turn(sample: 0, angle);
        Assert.Equal(angle, problem.Angles()[0], Math.Abs(angle - (Math.PI / 2)) > 1.5 ? angle * 1e-3 : 1e-7);

        problem.AssertAgrees(step);
    }

    [Theory]
    [InlineData("L-softmax 2")]
    [InlineData("L-softmax 4")]
    public void Compute_agrees_with_finite_differences_exactly_where_two_pieces_meet(string rule)
    {
        var problem = new Problem(rule, scale: 8, gamma: 0, batch: 2, dimension: 3, classes: 3, seed: 10);
        problem.Turn(sample: 0, angle: Math.PI / 2);
        problem.Embeddings[0] = 0; // cos(pi / 2) is not quite 0 in floating point

        problem.AssertAgrees(step: 1e-7);
    }

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Compute_has_no_pull_from_a_class_that_an_embedding_is_parallel_or_opposite_to(string rule)
    {
        foreach (float length in new[] { 4f, -4f })
        {
            var problem = new Problem(rule, scale: 30, gamma: 0, batch: 1, dimension: 4, classes: 3, seed: 2);
            for (int i = 0; i < 4; i++)
            {
                problem.Embeddings[i] = length * problem.Weights[(problem.Labels[0] * 4) + i];
            }

            problem.Compute();

            // The same loss with the right class's logit held fast: what is left is the others' push, and nothing on the right class.
            Assert.Equal(problem.OracleLoss(), problem.Loss, 1e-4);
            Assert.All(problem.WeightGradient[(problem.Labels[0] * 4)..((problem.Labels[0] * 4) + 4)], value => Assert.Equal(0, value));
            Assert.All(problem.EmbeddingGradient, value => Assert.True(float.IsFinite(value)));
        }
    }

    [Fact]
    public void Compute_is_differentiable_at_0_and_pi_without_an_angular_margin()
    {
        foreach (string rule in new[] { "softmax", "CosFace", "L-softmax 2", "L-softmax 3", "L-softmax 4" })
        {
            foreach (float length in new[] { 2f, -2f })
            {
                var problem = new Problem(rule, scale: 4, gamma: 0, batch: 2, dimension: 4, classes: 3, seed: 6);
                for (int i = 0; i < 4; i++)
                {
                    problem.Embeddings[i] = length * problem.Weights[(problem.Labels[0] * 4) + i];
                }

                problem.AssertAgrees(step: 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(2.0)]
    public void Compute_without_a_margin_is_softmax_over_normalised_vectors(double gamma)
    {
        MarginRule[] rules = [MarginRule.LSoftmax(1), MarginRule.CosFace(0), MarginRule.ArcFace(0), MarginRule.ArcFace(0, easyMargin: true)];
        var softmax = new Problem("softmax", scale: 30, gamma, batch: 9, dimension: 33, classes: 17, seed: 4);
        softmax.Compute();

        Assert.All(rules, rule =>
        {
            var other = new Problem("softmax", scale: 30, gamma, batch: 9, dimension: 33, classes: 17, seed: 4);
            other.Compute(rule);
            Assert.Equal(softmax.Loss, other.Loss, 1e-12);
            AssertClose(softmax.EmbeddingGradient, other.EmbeddingGradient, 1e-6);
            AssertClose(softmax.WeightGradient, other.WeightGradient, 1e-6);
        });
    }

    // Sizes behind every block: 8 rows, 256 samples, 64 columns, 256 classes.
    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Compute_agrees_with_the_oracle_along_random_directions_at_sizes_of_many_blocks(string rule)
    {
        var problem = new Problem(rule, scale: 16, gamma: 1, batch: 261, dimension: 67, classes: 259, seed: 8);
        problem.Compute();

        Assert.Equal(problem.OracleLoss(), problem.Loss, 1e-5 * problem.Loss);
        problem.AssertAgreesAlongRandomDirection(seed: 1);
    }

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Compute_gives_the_same_bits_on_any_number_of_threads(string rule)
    {
        var first = new Problem(rule, scale: 30, gamma: 2, batch: 261, dimension: 300, classes: 1030, seed: 5);
        first.Compute(maxThreads: 1);
        foreach (int threads in new[] { 2, 3, 8 })
        {
            var again = new Problem(rule, scale: 30, gamma: 2, batch: 261, dimension: 300, classes: 1030, seed: 5);
            again.Compute(maxThreads: threads);

            Assert.Equal(first.Loss, again.Loss);
            Assert.Equal(first.EmbeddingGradient, again.EmbeddingGradient);
            Assert.Equal(first.WeightGradient, again.WeightGradient);
        }
    }

    [Fact]
    public void Compute_weights_each_sample_by_its_own_probability()
    {
        var both = new Problem("ArcFace", scale: 4, gamma: 2, batch: 2, dimension: 6, classes: 4, seed: 12);
        both.Compute();
        double sum = 0;
        for (int sample = 0; sample < 2; sample++)
        {
            var one = new Problem("ArcFace", scale: 4, gamma: 2, batch: 2, dimension: 6, classes: 4, seed: 12);
            sum += new MarginSoftmax(one.Rule, 4, 2).Compute(
                one.Embeddings.AsMemory(sample * 6, 6), one.Labels.AsMemory(sample, 1), one.Weights, new float[6], new float[24]);
        }

        Assert.Equal(sum / 2, both.Loss, 1e-6);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(2.0)]
    public void Compute_keeps_the_precision_of_a_loss_that_is_next_to_nothing(double gamma)
    {
        // The right class leads by 32 (1 - -1), so that 1 - p = exp(-64), which 1 - exp(-CE) would take for 0.
        float[] embeddings = [1, 0], weights = [2, 0, -3, 0];
        float[] embeddingGradient = new float[2], weightGradient = new float[4];

        double loss = new MarginSoftmax(MarginRule.Softmax, 32, gamma).Compute(embeddings, new int[1], weights, embeddingGradient, weightGradient);

        double miss = Math.Exp(-64);
        Assert.Equal(1, loss / (Math.Pow(miss, gamma) * miss), 1e-4);
        Assert.All(embeddingGradient.Concat(weightGradient), value => Assert.Equal(0, value, 1e-40));
    }

    [Fact]
    public void Compute_stays_finite_when_a_sample_is_hopelessly_wrong()
    {
        float[] embeddings = [-1, 1e-3f], weights = [2, 0, -3, 0];
        float[] embeddingGradient = new float[2], weightGradient = new float[4];

        double loss = new MarginSoftmax(MarginRule.LSoftmax(4), 1000, 2).Compute(embeddings, new int[1], weights, embeddingGradient, weightGradient);

        // psi(pi) = 1 - 2 * 4; the wrong class has 1.
        Assert.Equal(8000, loss, 0.1);
        Assert.All(embeddingGradient.Concat(weightGradient), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Compute_of_a_single_class_is_nothing()
    {
        float[] gradient = [9, 9];
        float[] weightGradient = [9, 9];

        Assert.Equal(0, new MarginSoftmax(MarginRule.ArcFace(0.5), 30).Compute(new float[] { 1, 2 }, new int[1], new float[] { 3, 1 }, gradient, weightGradient));
        Assert.Equal([0, 0], gradient);
        Assert.Equal([0, 0], weightGradient);
    }

    [Theory]
    [InlineData(1e-15f)]
    [InlineData(1e15f)]
    public void Compute_depends_on_directions_alone(float length)
    {
        var one = new Problem("ArcFace", scale: 30, gamma: 0, batch: 4, dimension: 20, classes: 6, seed: 3);
        one.Compute();
        var scaled = new Problem("ArcFace", scale: 30, gamma: 0, batch: 4, dimension: 20, classes: 6, seed: 3);
        for (int i = 0; i < scaled.Embeddings.Length; i++)
        {
            scaled.Embeddings[i] *= length;
        }

        for (int i = 0; i < scaled.Weights.Length; i++)
        {
            scaled.Weights[i] *= length;
        }

        scaled.Compute();

        Assert.Equal(one.Loss, scaled.Loss, 1e-5);
        AssertClose(one.EmbeddingGradient, [.. scaled.EmbeddingGradient.Select(value => value * length)], 1e-4);
        AssertClose(one.WeightGradient, [.. scaled.WeightGradient.Select(value => value * length)], 1e-4);
    }

    [Fact]
    public void Compute_allocates_little_whatever_the_size()
    {
        var problem = new Problem("ArcFace", scale: 30, gamma: 2, batch: 64, dimension: 128, classes: 2000, seed: 3);
        problem.Compute(maxThreads: 1);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            problem.Compute(maxThreads: 1);
        }

        // The batch itself, the loss that the test makes, and a delegate a stage.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * 1200);
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(float.NaN, 1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    [InlineData(1e-25f, 0f)]
    [InlineData(1e25f, 0f)]
    public void Compute_refuses_vectors_without_a_direction_and_leaves_the_gradients(float first, float second)
    {
        float[] good = [1, 2, 3, 4];
        float[] bad = [1, 1, first, second];
        float[] gradient = [7, 7, 7, 7];
        float[] other = [7, 7, 7, 7];
        var loss = new MarginSoftmax(MarginRule.Softmax, 30);

        Assert.StartsWith("Row 1 ", Assert.Throws<ArgumentException>("embeddings", () => loss.Compute(bad, new int[2], good, gradient, other)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Row 1 ", Assert.Throws<ArgumentException>("classWeights", () => loss.Compute(good, new int[2], bad, gradient, other)).Message, StringComparison.Ordinal);
        Assert.All(gradient.Concat(other), value => Assert.Equal(7, value));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Compute_refuses_a_label_that_is_no_class(int label) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            "labels", () => new MarginSoftmax(MarginRule.Softmax, 30).Compute(new float[] { 1, 2 }, new[] { label }, new float[] { 1, 2, 3, 4 }, new float[2], new float[4]));

    [Theory]
    [InlineData(4, 0, 6, 4, 6, "embeddings")]
    [InlineData(0, 2, 6, 0, 6, "embeddings")]
    [InlineData(5, 2, 6, 5, 6, "embeddings")]
    [InlineData(4, 2, 0, 4, 0, "classWeights")]
    [InlineData(4, 2, 5, 4, 5, "classWeights")]
    [InlineData(4, 2, 6, 3, 6, "embeddingGradient")]
    [InlineData(4, 2, 6, 4, 7, "classWeightGradient")]
    public void Compute_refuses_lengths_that_do_not_fit(int embeddings, int labels, int weights, int embeddingGradient, int weightGradient, string name) =>
        Assert.Throws<ArgumentException>(
            name,
            () => new MarginSoftmax(MarginRule.Softmax, 30).Compute(Ones(embeddings), new int[labels], Ones(weights), new float[embeddingGradient], new float[weightGradient]));

    [Fact]
    public void Compute_refuses_gradients_that_overlap()
    {
        var loss = new MarginSoftmax(MarginRule.Softmax, 30);
        float[] a = Ones(4), b = Ones(4), c = Ones(4);

        Assert.Throws<ArgumentException>("embeddingGradient", () => loss.Compute(a, new int[2], b, a, c));
        Assert.Throws<ArgumentException>("classWeightGradient", () => loss.Compute(a, new int[2], b, c, b));
        Assert.Throws<ArgumentException>("classWeightGradient", () => loss.Compute(a, new int[2], b, c, c));
    }

    [Fact]
    public void Settings_outside_their_range_are_refused()
    {
        Assert.All([0, -1, double.NaN, double.PositiveInfinity, 1e39], s => Assert.Throws<ArgumentOutOfRangeException>("scale", () => new MarginSoftmax(MarginRule.Softmax, s)));
        Assert.All([-1, double.NaN, double.PositiveInfinity], gamma => Assert.Throws<ArgumentOutOfRangeException>("focalGamma", () => new MarginSoftmax(MarginRule.Softmax, 1, gamma)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MarginSoftmax(MarginRule.Softmax, 1) { MaxThreads = 0 });
    }

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];

    private static void AssertClose(float[] expected, float[] actual, double relative)
    {
        double tolerance = relative * expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    /// <summary>A random batch, what the code says about it and what the oracle says.</summary>
    private sealed class Problem
    {
        private readonly MarginOracle _oracle;
        private readonly double _scale;
        private readonly double _gamma;
        private readonly int _dimension;

        public Problem(string rule, double scale, double gamma, int batch, int dimension, int classes, int seed)
        {
            (_, Rule, Func<double, double> psi) = Rules.Single(candidate => candidate.Name == rule);
            _oracle = new MarginOracle(psi, scale, gamma);
            (_scale, _gamma, _dimension) = (scale, gamma, dimension);
            var random = new Random(seed);
            Embeddings = Random(random, batch * dimension);
            Weights = Random(random, classes * dimension);
            Labels = [.. Enumerable.Range(0, batch).Select(_ => random.Next(classes))];
            EmbeddingGradient = [.. Enumerable.Repeat(float.NaN, Embeddings.Length)];
            WeightGradient = [.. Enumerable.Repeat(float.NaN, Weights.Length)];
        }

        public MarginRule Rule { get; }

        public float[] Embeddings { get; }

        public int[] Labels { get; }

        public float[] Weights { get; }

        public double Loss { get; private set; }

        public float[] EmbeddingGradient { get; }

        public float[] WeightGradient { get; }

        public void Compute(MarginRule? rule = null, int? maxThreads = null) =>
            Loss = new MarginSoftmax(rule ?? Rule, _scale, _gamma) { MaxThreads = maxThreads ?? 2 }.Compute(Embeddings, Labels, Weights, EmbeddingGradient, WeightGradient);

        public double OracleLoss() => _oracle.Loss(ToDouble(Embeddings), Labels, ToDouble(Weights));

        /// <summary>The angle of each sample to its class.</summary>
        public double[] Angles() =>
        [
            .. Labels.Select((label, sample) =>
                MarginOracle.Angle(ToDouble(Embeddings).AsSpan(sample * _dimension, _dimension), ToDouble(Weights).AsSpan(label * _dimension, _dimension))),
        ];

        /// <summary>Turns a sample to an angle from its class, as exactly as float32 can: both in the plane of the first two axes, the class on the first, where a small component keeps its digits.</summary>
        public void Turn(int sample, double angle)
        {
            Span<float> embedding = Embeddings.AsSpan(sample * _dimension, _dimension);
            Span<float> weight = Weights.AsSpan(Labels[sample] * _dimension, _dimension);
            embedding.Clear();
            weight.Clear();
            weight[0] = 1.5f;
            embedding[0] = (float)(0.8 * Math.Cos(angle));
            embedding[1] = (float)(0.8 * Math.Sin(angle));
        }

        /// <summary>Compares the loss and every element of both gradients.</summary>
        public void AssertAgrees(double step)
        {
            Compute();
            double[] embeddings = ToDouble(Embeddings);
            double[] weights = ToDouble(Weights);
            double OracleLoss() => _oracle.Loss(embeddings, Labels, weights);

            // Logits are float32: s times the 1e-7 of a cosine. That is also the relative error of each probability, and so of each gradient.
            double relative = 1e-6 * (1 + _scale);
            Assert.Equal(OracleLoss(), Loss, relative * (1 + Loss));
            AssertClose(Differentiate(embeddings, step, OracleLoss), EmbeddingGradient, relative);
            AssertClose(Differentiate(weights, step, OracleLoss), WeightGradient, relative);
        }

        /// <summary>Every derivative by finite differences; the step is relative to the length of the vector that it turns.</summary>
        private double[] Differentiate(double[] rows, double step, Func<double> loss) =>
        [
            .. Enumerable.Range(0, rows.Length).Select(i =>
                MarginOracle.Derivative(rows, i, step * Math.Sqrt(rows.Skip(i / _dimension * _dimension).Take(_dimension).Sum(value => value * value)), loss)),
        ];

        /// <summary>Compares the derivative along one line through all embeddings and weights.</summary>
        public void AssertAgreesAlongRandomDirection(int seed)
        {
            var random = new Random(seed);
            double[] embeddingStep = ToDouble(Random(random, Embeddings.Length));
            double[] weightStep = ToDouble(Random(random, Weights.Length));
            double[] embeddings = ToDouble(Embeddings);
            double[] weights = ToDouble(Weights);
            double expected = MarginOracle.Along(
                t =>
                {
                    for (int i = 0; i < embeddings.Length; i++)
                    {
                        embeddings[i] = Embeddings[i] + (t * embeddingStep[i]);
                    }

                    for (int i = 0; i < weights.Length; i++)
                    {
                        weights[i] = Weights[i] + (t * weightStep[i]);
                    }
                },
                at: 0, step: 1e-4, () => _oracle.Loss(embeddings, Labels, weights));

            double actual = EmbeddingGradient.Zip(embeddingStep, (a, b) => a * b).Sum() + WeightGradient.Zip(weightStep, (a, b) => a * b).Sum();
            Assert.Equal(expected, actual, 1e-4 * (1 + Math.Abs(expected)));
        }

        private static void AssertClose(double[] expected, float[] actual, double relative)
        {
            double tolerance = 1e-9 + (relative * expected.Max(Math.Abs));
            for (int i = 0; i < expected.Length; i++)
            {
                if (!(Math.Abs(expected[i] - actual[i]) <= tolerance))
                {
                    Assert.Fail($"Element {i} of the gradient is {actual[i]}, not {expected[i]} within {tolerance}.");
                }
            }
        }

        private static double[] ToDouble(float[] values) => [.. values.Select(value => (double)value)];

        private static float[] Random(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}
