namespace FaceFunctions.Core.Calibration;

/// <summary>Keeps the highest scores of any number, each pair of probe and person once, in bounded memory. Safe for any number of threads.</summary>
/// <param name="most">How many are wanted; up to twice as many are held.</param>
internal sealed class HighestScores(int most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(int Probe, int Person), ImpostorScore> _kept = [];
    private volatile float _cutoff = float.NegativeInfinity;

    /// <summary>A score. Of a probe with a person only the highest counts, in whatever order they come: one below the cutoff can be passed over, and one above comes in anew.</summary>
    public void Add(ImpostorScore score)
    {
        if (score.Similarity <= _cutoff)
        {
            return;
        }

        lock (_gate)
        {
            (int, int) key = (score.Probe, score.Person);
            if (!_kept.TryGetValue(key, out ImpostorScore before) || score.Similarity > before.Similarity)
            {
                _kept[key] = score;
            }

            if (_kept.Count >= 2 * most)
            {
                ImpostorScore[] descending = Sort();
                _cutoff = descending[most].Similarity;
                foreach (ImpostorScore low in descending.AsSpan(most))
                {
                    _kept.Remove((low.Probe, low.Person));
                }
            }
        }
    }

    /// <summary>The highest, from the highest down; ties in the order of probes and people.</summary>
    public ImpostorScore[] Descending()
    {
        lock (_gate)
        {
            ImpostorScore[] all = Sort();
            return all.Length <= most ? all : all[..most];
        }
    }

    private ImpostorScore[] Sort() => [.. _kept.Values.OrderByDescending(score => score.Similarity).ThenBy(score => score.Probe).ThenBy(score => score.Person)];
}
