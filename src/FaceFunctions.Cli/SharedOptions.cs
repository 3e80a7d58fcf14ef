using System.CommandLine;
using System.Globalization;

namespace FaceFunctions.Cli;

/// <summary>Options that more than one command has.</summary>
internal static class SharedOptions
{
    /// <summary>How much is done at once.</summary>
    public static Option<int> Parallel() => Count("--parallel", "How many photos at once", 1, 64, 4);

    /// <summary>For what cannot be undone.</summary>
    public static Option<bool> Yes() => new("--yes", "-y") { Description = "Do not ask. Needed where nobody can answer." };

    /// <summary>A limit on rows or candidates.</summary>
    public static Option<int?> Top(string description)
    {
        var option = new Option<int?>("--top") { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
            {
                result.AddError("--top must be 1 or more.");
            }
        });
        return option;
    }

    /// <summary>The caller's own threshold. The service checks its range.</summary>
    public static Option<double?> Threshold() => new("--threshold")
    {
        Description = "Similarity from which it is a match, from -1 to 1. Default: the bundle's.",
        HelpName = "S",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                return value;
            }

            result.AddError($"--threshold must be a number like 0.4; it is \"{result.Tokens[0].Value}\".");
            return null;
        },
    };

    /// <summary>The whole path of a folder or file that was named.</summary>
    /// <param name="path">As given.</param>
    /// <param name="name">The option or argument.</param>
    /// <exception cref="CliException">It is empty.</exception>
    public static string FullPath(string path, string name) =>
        string.IsNullOrWhiteSpace(path) ? throw CliException.Usage($"The path of {name} is empty.") : Path.GetFullPath(path);

    /// <summary>Whether files without a picture's ending are taken too.</summary>
    public static Option<bool> All() => new("--all") { Description = "Take every file, not only .jpg .jpeg .png .webp .gif .bmp." };

    /// <summary>A time span: <c>90</c> (seconds), <c>90s</c>, <c>10m</c> or <c>2h</c>.</summary>
    public static Option<TimeSpan> Duration(string name, string description, TimeSpan defaultValue) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            double unit = text[^1..] switch { "h" => 3600, "m" => 60, _ => 1 };
            string number = text.TrimEnd('h', 'm', 's');
            if (text.Length - number.Length <= 1 && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value * unit <= TimeSpan.FromDays(7).TotalSeconds)
            {
                return TimeSpan.FromSeconds(value * unit);
            }

            result.AddError($"{name} must be a time like 90s, 10m or 2h, of at most a week; it is \"{text}\".");
            return default;
        },
    };

    /// <summary>A whole number within a range; both ends belong to it.</summary>
    public static Option<int> Count(string name, string description, int least, int most, int usual)
    {
        var option = new Option<int>(name)
        {
            Description = string.Create(CultureInfo.InvariantCulture, $"{description}, from {least} to {most}."),
            HelpName = "N",
            DefaultValueFactory = _ => usual,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out int value) && (value < least || value > most))
            {
                result.AddError($"{name} must be from {least} to {most}; it is {value}.");
            }
        });
        return option;
    }
}
