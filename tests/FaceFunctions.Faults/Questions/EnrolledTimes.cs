namespace FaceFunctions.Faults.Questions;

/// <summary>Who was in the gallery when. Safe for any number of threads.</summary>
internal sealed class EnrolledTimes
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Stay>> _stays = new(StringComparer.Ordinal);

    /// <summary>An upload begins: from now on the person may be answered.</summary>
    public void Coming(string person, TimeSpan now) => Change(person, stays => stays.Add(new Stay { Coming = now }));

    /// <summary>The enrolment is done: from now on the person is there.</summary>
    public void Come(string person, TimeSpan now) => Change(person, stays => stays[^1].Come = now);

    /// <summary>A deletion begins: from now on the person may be missing.</summary>
    public void Going(string person, TimeSpan now) => Change(person, stays => stays[^1].Going = now);

    /// <summary>The deletion is done: after the product's two seconds nobody may be answered so.</summary>
    public void Gone(string person, TimeSpan now) => Change(person, stays => stays[^1].Gone = now);

    /// <summary>Whether a person may be in an answer to a question.</summary>
    /// <param name="person">The person.</param>
    /// <param name="from">The earliest state that may answer.</param>
    /// <param name="to">When the answer was there.</param>
    public bool MayBeThere(string person, TimeSpan from, TimeSpan to)
    {
        lock (_lock)
        {
            return _stays.TryGetValue(person, out List<Stay>? stays) && stays.Exists(stay => stay.Coming <= to && stay.Gone >= from);
        }
    }

    /// <summary>The people who were there all the time.</summary>
    public IReadOnlyList<string> There(TimeSpan from, TimeSpan to)
    {
        lock (_lock)
        {
            return [.. _stays.Where(person => person.Value.Exists(stay => stay.Come <= from && stay.Going >= to)).Select(person => person.Key)];
        }
    }

    private void Change(string person, Action<List<Stay>> change)
    {
        lock (_lock)
        {
            if (!_stays.TryGetValue(person, out List<Stay>? stays))
            {
                _stays[person] = stays = [];
            }

            change(stays);
        }
    }

    private sealed class Stay
    {
        public required TimeSpan Coming { get; init; }

        public TimeSpan Come { get; set; } = TimeSpan.MaxValue;

        public TimeSpan Going { get; set; } = TimeSpan.MaxValue;

        public TimeSpan Gone { get; set; } = TimeSpan.MaxValue;
    }
}
