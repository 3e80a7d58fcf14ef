using System.Globalization;

namespace FaceFunctions.Benchmarks.Gate;

/// <summary>Holds every hot path to its budget of allocated bytes. Bytes, unlike time, are the same on every machine, so that CI can refuse a change by them.</summary>
internal static class AllocationGate
{
    /// <summary>Measures all paths and prints a table.</summary>
    /// <returns>Whether all keep to their budgets.</returns>
    public static bool Run(TextWriter output)
    {
        bool kept = true;
        output.WriteLine(Row("Path", "Bytes", "Budget", ""));
        using var paths = new HotPaths();
        foreach (HotPath path in paths.All())
        {
            long bytes = path.Measure();
            bool over = bytes > path.BudgetBytes;
            kept &= !over;
            output.WriteLine(Row(path.Name, Number(bytes), Number(path.BudgetBytes), over ? "OVER" : "ok"));
        }

        output.WriteLine(kept ? "Every path keeps to its budget." : "A path allocates more than its budget: find out why before raising the budget in Gate/HotPaths.cs.");
        return kept;
    }

    private static string Row(string name, string bytes, string budget, string verdict) => $"{name,-32} {bytes,12} {budget,12}  {verdict}";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
