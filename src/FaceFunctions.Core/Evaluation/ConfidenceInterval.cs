namespace FaceFunctions.Core.Evaluation;

/// <summary>Where a measure would lie with other people: <see cref="PersonBootstrap"/>.</summary>
/// <param name="Low">Its 2.5 % quantile over the resamples.</param>
/// <param name="High">Its 97.5 % quantile.</param>
public readonly record struct ConfidenceInterval(double Low, double High)
{
    /// <summary>The interval that holds the middle 95 % of some values, by linear interpolation between the nearest two.</summary>
    /// <returns>Null without values.</returns>
    internal static ConfidenceInterval? Of(IEnumerable<double> values)
    {
        double[] ascending = [.. values.Order()];
        return ascending.Length == 0 ? null : new ConfidenceInterval(Quantile(0.025), Quantile(0.975));

        double Quantile(double part)
        {
            double place = part * (ascending.Length - 1);
            int below = (int)place;
            int above = Math.Min(below + 1, ascending.Length - 1);
            return ascending[below] + ((ascending[above] - ascending[below]) * (place - below));
        }
    }
}
