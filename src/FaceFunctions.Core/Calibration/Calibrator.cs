using System.Globalization;
using System.Runtime.InteropServices;

namespace FaceFunctions.Core.Calibration;

/// <summary>Fits the upper tail of strangers' scores (peaks over threshold), and says how sure that is. Why so: docs/decisions/0021.</summary>
/// <remarks>
/// Intervals come from resampling people: a person drawn n times counts n times, a comparison of two people the product (the pigeonhole bootstrap of Owen, Annals of Applied
/// Statistics 1(2), 2007, which is cautious). So they hold what one person who is like many does to the rates. The same seed gives the same on every machine.
/// </remarks>
/// <param name="resamples">Resamples of people; 20 or more.</param>
/// <param name="seed">Names them.</param>
public sealed class Calibrator(int resamples = 400, int seed = 1)
{
    /// <summary>Fewer people are refused: what two photos of one person have in common would decide.</summary>
    public const int LeastPeople = 40;

    /// <summary>Fewer comparisons are refused.</summary>
    public const int LeastComparisons = 1000;

    /// <summary>The tail is fitted to so many scores, or to <see cref="TailPart"/> of them when that is less: enough for a shape to within 0.1, few enough to be tail.</summary>
    private const int TailScores = 250;

    private const double TailPart = 0.05;

    private const int LeastTailScores = 20;

    /// <summary>Calibrates.</summary>
    /// <param name="compared">Photos compared with people.</param>
    /// <param name="request">What for.</param>
    /// <param name="cancellationToken">Stops between two resamples.</param>
    /// <exception cref="ArgumentException">A wanted rate is outside its range.</exception>
    public CalibrationOutcome Calibrate(ComparedPeople compared, CalibrationRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(compared);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.GalleryPeople, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 20);
        if (Refuse(compared.Design, request) is { } refusal)
        {
            return refusal;
        }

        int wanted = (int)Math.Min(TailScores, compared.Design.Comparisons * TailPart);
        if (compared.Highest.Count <= wanted)
        {
            throw new ArgumentException("The highest scores were not kept.", nameof(compared));
        }

        double start = compared.Highest[wanted].Similarity;
        ImpostorScore[] tail = [.. compared.Highest.TakeWhile(score => score.Similarity > start)];
        int[] once = [.. Enumerable.Repeat(1, compared.Design.People)];
        if (Fit(compared.Design, tail, start, once) is not { } fitted)
        {
            return new CalibrationOutcome.TooLittle(
                FormattableString.Invariant($"Of the highest {wanted} similarities of different people only {tail.Length} differ from the next: photos are copies of each other, or not of faces"),
                LeastTailScores - tail.Length,
                compared.Design.Unit);
        }

        var resampled = new ImpostorTail?[resamples];
        Parallel.For(0, resamples, new ParallelOptions { CancellationToken = cancellationToken }, resample =>
        {
            var random = new Random(unchecked((seed * 73_856_093) ^ ((resample + 1) * 19_349_663)));
            int[] weights = new int[compared.Design.People];
            for (int i = 0; i < weights.Length; i++)
            {
                weights[random.Next(weights.Length)]++;
            }

            resampled[resample] = Fit(compared.Design, tail, start, weights);
        });
        var calibration = new ThresholdCalibration(request.BundleId, fitted, request.MatchRate, request.ReviewRate)
        {
            MadeAt = request.MadeAt,
            Source = request.Source,
            People = compared.Design.People,
            Probes = compared.Probes,
            PhotosPerPerson = compared.PhotosPerPerson,
        };
        return new CalibrationOutcome.Calibrated(calibration, [.. resampled.OfType<ImpostorTail>()], compared);
    }

    private static CalibrationOutcome.TooLittle? Refuse(IComparisonDesign design, CalibrationRequest request)
    {
        string has = string.Create(CultureInfo.InvariantCulture, $"There are photos of {design.People} people, and {design.Comparisons} comparisons of a photo with somebody else");
        if (design.People < LeastPeople)
        {
            return new CalibrationOutcome.TooLittle(string.Create(CultureInfo.InvariantCulture, $"{has}; {LeastPeople} people are the least"), LeastPeople - design.People, "people");
        }

        if (design.MissingFor(LeastComparisons) is > 0 and var few)
        {
            return new CalibrationOutcome.TooLittle(string.Create(CultureInfo.InvariantCulture, $"{has}; {LeastComparisons} comparisons are the least"), few, design.Unit);
        }

        // One score that high is seen among 1 / rate comparisons; the tail is continued over a hundred times that.
        double needed = 1 / (SearchRate.ToComparison(request.MatchRate, request.GalleryPeople) * 100);
        return design.MissingFor(needed) is > 0 and var missing
            ? new CalibrationOutcome.TooLittle(
                string.Create(CultureInfo.InvariantCulture, $"{has}; a false-alarm rate of {request.MatchRate} in a gallery of {request.GalleryPeople} people needs {Math.Ceiling(needed)}"), missing, design.Unit)
            : null;
    }

    /// <summary>Fits a tail in which each score counts as often as its people say; null when too little is left of it.</summary>
    private static ImpostorTail? Fit(IComparisonDesign design, ImpostorScore[] descending, double start, int[] weights)
    {
        var ascending = new List<double>(descending.Length);
        foreach (ImpostorScore score in descending.AsEnumerable().Reverse())
        {
            for (long times = (long)weights[score.ProbePerson] * weights[score.Person]; times > 0; times--)
            {
                ascending.Add(score.Similarity - start);
            }
        }

        double comparisons = design.Weigh(weights);
        if (ascending.Count < LeastTailScores || ascending.Count >= comparisons)
        {
            return null;
        }

        var excesses = GeneralizedPareto.Fit(CollectionsMarshal.AsSpan(ascending));
        return double.IsFinite(excesses.Shape) && excesses.Scale is > 0 and <= 2 && Math.Abs(excesses.Shape) <= 5
            ? new ImpostorTail(start, ascending.Count / comparisons, excesses.Scale, excesses.Shape, (long)Math.Max(1, comparisons))
            : null;
    }
}
