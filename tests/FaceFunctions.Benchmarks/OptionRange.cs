using System.CommandLine;

namespace FaceFunctions.Benchmarks;

/// <summary>Ranges of options.</summary>
internal static class OptionRange
{
    /// <summary>Refuses values outside a range.</summary>
    /// <returns><paramref name="option"/>.</returns>
    public static Option<T> Between<T>(this Option<T> option, T least, T most)
        where T : struct, IComparable<T>
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T>() is var value && (value.CompareTo(least) < 0 || value.CompareTo(most) > 0))
            {
                result.AddError($"{option.Name} is {value}; it must lie from {least} to {most}.");
            }
        });
        return option;
    }
}
