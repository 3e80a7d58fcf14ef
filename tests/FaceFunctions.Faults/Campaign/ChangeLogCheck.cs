using System.Globalization;
using Azure.Data.Tables;

namespace FaceFunctions.Faults.Campaign;

/// <summary>The change log as docs/decisions/0003 promises it: without gaps, up to the head, and its newest entry of a photo is that of the write which the photo's rows bear.</summary>
internal static class ChangeLogCheck
{
    /// <summary>Where it is not so.</summary>
    public static IEnumerable<string> FindFaults(IEnumerable<TableEntity> rows)
    {
        foreach (IGrouping<string, TableEntity> partition in rows.GroupBy(row => row.PartitionKey))
        {
            TableEntity? head = partition.FirstOrDefault(row => row.RowKey == "head");
            TableEntity[] log = [.. partition.Where(row => row.RowKey.StartsWith("log|", StringComparison.Ordinal)).OrderBy(row => row.RowKey, StringComparer.Ordinal)];
            long[] numbers = [.. log.Select(row => long.Parse(row.RowKey[4..], CultureInfo.InvariantCulture))];
            if ((head?.GetInt64("LastChange") ?? 0) != numbers.LastOrDefault() || numbers.Zip(numbers.Skip(1)).Any(pair => pair.Second != pair.First + 1))
            {
                yield return $"The log of {partition.Key} has gaps, or does not end at the head: {head?.GetInt64("LastChange")}, {string.Join(' ', numbers)}.";
            }

            if (log.Select(row => row.GetString("Write")).Distinct().Count() != log.Length)
            {
                yield return $"The log of {partition.Key} holds one write twice.";
            }

            Dictionary<string, string> newest = log.Where(row => row.ContainsKey("PhotoHash")).GroupBy(row => row.GetString("PhotoHash")).ToDictionary(entries => entries.Key, entries => entries.Last().GetString("Write"));
            foreach (TableEntity row in partition.Where(row => row.RowKey.StartsWith("photo|", StringComparison.Ordinal) || row.RowKey.StartsWith("face|", StringComparison.Ordinal)))
            {
                // An entry may have been trimmed: after a day, or when a thousand newer ones are there.
                if (newest.TryGetValue(row.RowKey.Split('|')[1], out string? write) ? write != row.GetString("Write") : numbers is [1, ..])
                {
                    yield return $"Row {row.PartitionKey} {row.RowKey} is not of the photo's last write in the log.";
                }
            }
        }
    }
}
