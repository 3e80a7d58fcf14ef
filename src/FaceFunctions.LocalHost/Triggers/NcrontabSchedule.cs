using System.Collections;
using System.Globalization;

namespace FaceFunctions.LocalHost.Triggers;

/// <summary>An NCRONTAB expression: second, minute, hour, day, month and day of the week (0 is Sunday), each a number, <c>*</c>, a range <c>a-b</c>, a step <c>a-b/n</c>, or a list of those with commas. In UTC.</summary>
/// <remarks>Source: https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions. Names of months and days are not read.</remarks>
internal sealed class NcrontabSchedule
{
    // A leap day that falls on a given day of the week comes back within 28 years, or 40 around a century that is no leap year.
    private const int SearchYears = 41;

    private static readonly (int First, int Last)[] Ranges = [(0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 6)];

    private readonly BitArray[] _fields;

    private readonly string _text;

    private NcrontabSchedule(string text, BitArray[] fields)
    {
        _text = text;
        _fields = fields;
    }

    /// <summary>Parses an expression.</summary>
    /// <returns>Null when it is not one.</returns>
    public static NcrontabSchedule? Parse(string expression)
    {
        string[] parts = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Ranges.Length)
        {
            return null;
        }

        var fields = new BitArray[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (ParseField(parts[i], Ranges[i].First, Ranges[i].Last) is not { } field)
            {
                return null;
            }

            fields[i] = field;
        }

        return new NcrontabSchedule(expression, fields);
    }

    /// <summary>The first time of the schedule that comes later than the given one.</summary>
    /// <returns>Whole seconds in UTC; null when there is none, as for the 31st of February.</returns>
    public DateTimeOffset? NextAfter(DateTimeOffset time)
    {
        DateTime start = time.UtcDateTime;
        DateTime at = new DateTime(start.Year, start.Month, start.Day, start.Hour, start.Minute, start.Second, DateTimeKind.Utc).AddSeconds(1);
        int lastYear = Math.Min(start.Year + SearchYears, DateTime.MaxValue.Year - 1);
        while (at.Year <= lastYear)
        {
            // The coarsest field that does not fit moves on first, and what is finer starts anew.
            if (!_fields[4][at.Month])
            {
                at = new DateTime(at.Year, at.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1);
            }
            else if (!_fields[3][at.Day] || !_fields[5][(int)at.DayOfWeek])
            {
                at = at.Date.AddDays(1);
            }
            else if (!_fields[2][at.Hour])
            {
                at = at.Date.AddHours(at.Hour + 1);
            }
            else if (!_fields[1][at.Minute])
            {
                at = at.Date.AddHours(at.Hour).AddMinutes(at.Minute + 1);
            }
            else if (!_fields[0][at.Second])
            {
                at = at.AddSeconds(1);
            }
            else
            {
                return new DateTimeOffset(at);
            }
        }

        return null;
    }

    /// <summary>Whether two of its next times lie closer together than that.</summary>
    public bool IsMoreOftenThan(TimeSpan interval, DateTimeOffset time)
    {
        // As many as the real host looks at before it keeps a timer's schedule.
        const int Looks = 5;
        DateTimeOffset? last = NextAfter(time);
        for (int i = 1; i < Looks && last is { } earlier; i++)
        {
            last = NextAfter(earlier);
            if (last - earlier < interval)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The expression as it was given.</summary>
    public override string ToString() => _text;

    private static BitArray? ParseField(string text, int first, int last)
    {
        var field = new BitArray(last + 1);
        foreach (string part in text.Split(','))
        {
            string[] rangeAndStep = part.Split('/');
            int step = 1;
            if (rangeAndStep.Length > 2 || (rangeAndStep.Length == 2 && (!TryParse(rangeAndStep[1], out step) || step == 0)))
            {
                return null;
            }

            string[] ends = rangeAndStep[0].Split('-');
            int from = first;
            int to = last;
            if (rangeAndStep[0] != "*")
            {
                if (ends.Length > 2 || !TryParse(ends[0], out from) || from < first)
                {
                    return null;
                }

                // "5/15" counts from 5 to the end; "5" alone is 5.
                to = rangeAndStep.Length == 2 ? last : from;
                if ((ends.Length == 2 && !TryParse(ends[1], out to)) || to > last || from > to)
                {
                    return null;
                }
            }

            for (long value = from; value <= to; value += step)
            {
                field[(int)value] = true;
            }
        }

        return field;
    }

    private static bool TryParse(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
