using FaceFunctions.Core.Calibration;

namespace FaceFunctions.Core.Tests.Calibration;

/// <summary>A population whose scores have a known distribution: what a calibration says about it can be held against the truth.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Draw">Draws a score.</param>
/// <param name="Survival">Part of the scores at or above one: in closed form, or integrated.</param>
internal sealed record KnownPopulation(string Name, Func<Random, double> Draw, Func<double, double> Survival)
{
    private const double Mean = 0.05;
    private const double Deviation = 0.09;

    /// <summary>As the scores of most models are; the tail ever steeper.</summary>
    public static KnownPopulation Normal { get; } = new("normal", random => Mean + (Deviation * Gauss(random)), score => NormalSurvival((score - Mean) / Deviation));

    /// <summary>The cosine of two directions drawn at random in 33 dimensions: (1 + c) / 2 is Beta(16, 16). It ends at 1.</summary>
    public static KnownPopulation Beta { get; } = new("beta", BetaCosine, score => Integrate(c => Math.Pow(1 - (c * c), 15), score, 1) / Integrate(c => Math.Pow(1 - (c * c), 15), -1, 1));

    /// <summary>A heavier tail than faces have.</summary>
    public static KnownPopulation Exponential { get; } = new("exponential", random => -0.1 - (0.05 * Math.Log(1 - random.NextDouble())), score => Math.Min(1, Math.Exp(-(score + 0.1) / 0.05)));

    /// <summary>All.</summary>
    public static IReadOnlyList<KnownPopulation> All { get; } = [Normal, Beta, Exponential];

    /// <summary>The true FPIR: nobody of n independent people may reach the threshold.</summary>
    public double Fpir(double threshold, int people) => 1 - Math.Exp(people * Math.Log(1 - Survival(threshold)));

    /// <summary>Probes compared with everybody else, one a person from the first on.</summary>
    public ComparedPeople Compare(int people, int probes, int seed)
    {
        var random = new Random(seed);
        var scores = new List<ImpostorScore>();
        for (int probe = 0; probe < probes; probe++)
        {
            for (int person = 0; person < people; person++)
            {
                if (person != probe)
                {
                    scores.Add(new ImpostorScore(probe, probe, person, (float)Draw(random)));
                }
            }
        }

        int[] probesOf = [.. Enumerable.Range(0, people).Select(person => person < probes ? 1 : 0)];
        scores.Sort((a, b) => b.Similarity.CompareTo(a.Similarity));
        return new ComparedPeople(new EverybodyDesign(probesOf), probes, 1, [.. scores.Take(ComparedPeople.MostScores)], []);
    }

    /// <summary>A standard normal number (Box and Muller).</summary>
    public static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // The density above z, to where it is nothing.
    public static double NormalSurvival(double z) => Integrate(x => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI), z, Math.Max(z, 0) + 12);

    /// <summary>Simpson's rule.</summary>
    private static double Integrate(Func<double, double> density, double from, double to)
    {
        const int Steps = 4000;
        double width = (to - from) / Steps, sum = density(from) + density(to);
        for (int i = 1; i < Steps; i++)
        {
            sum += density(from + (i * width)) * (i % 2 == 0 ? 2 : 4);
        }

        return sum * width / 3;
    }

    // Beta(16, 16): the 16th of 31 uniform numbers in order; as the logarithm of 16 exponential ones against 16 others.
    private static double BetaCosine(Random random)
    {
        double a = Gamma(random), b = Gamma(random);
        return (2 * a / (a + b)) - 1;

        static double Gamma(Random random)
        {
            double product = 1;
            for (int i = 0; i < 16; i++)
            {
                product *= 1 - random.NextDouble();
            }

            return -Math.Log(product);
        }
    }
}
