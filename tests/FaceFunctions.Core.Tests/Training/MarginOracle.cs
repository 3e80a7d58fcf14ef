namespace FaceFunctions.Core.Tests.Training;

/// <summary>The losses as their papers state them: plain loops in double, no gradient of their own but finite differences.</summary>
internal sealed class MarginOracle(Func<double, double> psi, double scale, double gamma)
{
    public static double Softmax(double theta) => Math.Cos(theta);

    public static Func<double, double> LSoftmax(int m) => theta =>
    {
        int k = 0;
        while ((k + 1) * Math.PI / m < theta)
        {
            k++;
        }

        return (k % 2 == 0 ? Math.Cos(m * theta) : -Math.Cos(m * theta)) - (2 * k);
    };

    public static Func<double, double> CosFace(double m) => theta => Math.Cos(theta) - m;

    public static Func<double, double> ArcFace(double m) => theta => theta < Math.PI - m ? Math.Cos(theta + m) : Math.Cos(theta) - (m * Math.Sin(m));

    public static Func<double, double> EasyArcFace(double m) => theta => theta < Math.PI / 2 ? Math.Cos(theta + m) : Math.Cos(theta);

    /// <summary>The mean loss of [batch x dimension] embeddings under [classes x dimension] weights.</summary>
    public double Loss(double[] embeddings, int[] labels, double[] weights)
    {
        int dimension = embeddings.Length / labels.Length;
        int classes = weights.Length / dimension;
        double sum = 0;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            double[] z = new double[classes];
            for (int label = 0; label < classes; label++)
            {
                double theta = Angle(embeddings.AsSpan(sample * dimension, dimension), weights.AsSpan(label * dimension, dimension));
                z[label] = scale * (label == labels[sample] ? psi(theta) : Math.Cos(theta));
            }

            sum += FocalCrossEntropy(z, labels[sample]);
        }

        return sum / labels.Length;
    }

    /// <summary>The derivative of the loss with respect to one element, by central differences of fourth order.</summary>
    /// <param name="values">The embeddings or weights that the element is one of; changed for a while.</param>
    /// <param name="index">Which.</param>
    /// <param name="step">Distance of neighbouring points, less than that to the next kink.</param>
    /// <param name="loss">The loss of what <paramref name="values"/> hold.</param>
    public static double Derivative(double[] values, int index, double step, Func<double> loss) =>
        Along(t => values[index] = t, values[index], step, loss);

    /// <summary>The derivative along a line.</summary>
    public static double Along(Action<double> moveTo, double at, double step, Func<double> loss)
    {
        double At(double t)
        {
            moveTo(t);
            return loss();
        }

        double derivative = ((8 * (At(at + step) - At(at - step))) - (At(at + (2 * step)) - At(at - (2 * step)))) / (12 * step);
        moveTo(at);
        return derivative;
    }

    // Kahan's formula for unit vectors: precise from 0 to pi, where the arc cosine of a dot product is not.
    public static double Angle(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double squaresA = 0, squaresB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            squaresA += a[i] * a[i];
            squaresB += b[i] * b[i];
        }

        double difference = 0, sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double x = a[i] / Math.Sqrt(squaresA), y = b[i] / Math.Sqrt(squaresB);
            difference += (x - y) * (x - y);
            sum += (x + y) * (x + y);
        }

        return 2 * Math.Atan2(Math.Sqrt(difference), Math.Sqrt(sum));
    }

    private double FocalCrossEntropy(double[] z, int label)
    {
        double greatest = z.Max();
        double wrong = z.Where((_, i) => i != label).Sum(value => Math.Exp(value - greatest));
        double right = Math.Exp(z[label] - greatest);
        double crossEntropy = Math.Log(right + wrong) - (z[label] - greatest);
        return gamma == 0 ? crossEntropy : Math.Pow(wrong / (right + wrong), gamma) * crossEntropy;
    }
}
