namespace FaceFunctions.Core.Calibration;

/// <summary>Who was compared with whom.</summary>
public interface IComparisonDesign
{
    /// <summary>Number of people; they are numbered from 0.</summary>
    int People { get; }

    /// <summary>Number of comparisons of a photo with another person.</summary>
    long Comparisons { get; }

    /// <summary>Number of comparisons when each counts as often as the product of its two people's weights.</summary>
    /// <param name="weights">How often each person counts.</param>
    double Weigh(ReadOnlySpan<int> weights);

    /// <summary>Counted as what is missing: people for photos of everybody with everybody, pairs for a list.</summary>
    string Unit { get; }

    /// <summary>How many more are needed for a number of comparisons.</summary>
    long MissingFor(double comparisons);
}
