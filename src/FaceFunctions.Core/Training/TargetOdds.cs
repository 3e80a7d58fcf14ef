namespace FaceFunctions.Core.Training;

/// <summary>The right class of one sample against all others: the sample's loss and its derivative with respect to the cross-entropy.</summary>
internal readonly struct TargetOdds
{
    /// <summary>Weighs the right class against the rest.</summary>
    /// <param name="logit">The right class's logit, less a number that is at least about as great as every logit.</param>
    /// <param name="rest">The sum of exp over the others, less the same number.</param>
    /// <param name="gamma">The exponent of the focal weight.</param>
    public TargetOdds(double logit, double rest, double gamma)
    {
        Total = Math.Exp(logit) + rest;
        Miss = rest / Total;
        double hit = Math.Exp(logit) / Total;
        double crossEntropy = Miss < 0.5 ? -LogOfOnePlus(-Miss) : Math.Log(Total) - logit;
        if (gamma == 0)
        {
            (Loss, Slope) = (crossEntropy, 1);
            return;
        }

        // gamma Miss^(gamma - 1) CE as gamma Miss^gamma (CE / Miss): the quotient tends to 1 where Miss vanishes, however small gamma is.
        double weight = Math.Pow(Miss, gamma);
        double quotient = Miss == 0 ? 1 : crossEntropy / Miss;
        (Loss, Slope) = (weight * crossEntropy, weight * (1 + (gamma * hit * quotient)));
    }

    /// <summary>The sum of exp over all classes.</summary>
    public double Total { get; }

    /// <summary>1 - p of the right class, to full precision also when it is next to nothing.</summary>
    public double Miss { get; }

    /// <summary>The sample's loss.</summary>
    public double Loss { get; }

    /// <summary>The derivative of the loss with respect to the cross-entropy.</summary>
    public double Slope { get; }

    // double.LogP1 is Log(1 + x), which loses a small x. The error of 1 + x cancels in the quotient (Kahan; Goldberg 1991, theorem 4).
    private static double LogOfOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : x * Math.Log(sum) / (sum - 1);
    }
}
