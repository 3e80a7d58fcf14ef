using System.Globalization;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Identification;
using FaceFunctions.Core.Matching;
using FaceFunctions.Identify;

namespace FaceFunctions.Http;

/// <summary>Reads query parameters; what is wrong becomes a problem that names the parameter.</summary>
internal static class Query
{
    /// <summary>Reads <c>top</c>: candidates a face, or rows a page; absent or empty is the fallback.</summary>
    public static Problem? ReadTop(IQueryCollection query, int fallback, int max, out int top)
    {
        top = fallback;
        string text = query["top"].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out top) && top >= 1 && top <= max
            ? null
            : Problem.BadParameter("top", $"'top' is a whole number from 1 to {max}.");
    }

    /// <summary>Reads <c>threshold</c>: a cosine from -1 to 1; null when absent or empty.</summary>
    public static Problem? ReadThreshold(IQueryCollection query, out float? threshold)
    {
        threshold = null;
        string text = query["threshold"].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        // .NET's parser passes over zero characters at the end.
        if (!text.Contains('\0', StringComparison.Ordinal) && float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && value is >= -1 and <= 1)
        {
            threshold = value;
            return null;
        }

        return Problem.BadParameter("threshold", "'threshold' is a cosine similarity: a number from -1 to 1, with a point.");
    }

    /// <summary>Reads a flag: true or false; absent or empty is false.</summary>
    public static Problem? ReadFlag(IQueryCollection query, string parameter, out bool value)
    {
        string text = query[parameter].ToString();
        value = text == "true";
        return text is "" or "true" or "false" ? null : Problem.BadParameter(parameter, $"'{parameter}' is true or false.");
    }

    /// <summary>Reads what is asked about a probe: <c>top</c>, <c>threshold</c>, <c>by</c>, <c>person</c> and <c>prefix</c>.</summary>
    public static Problem? ReadSearch(IQueryCollection query, out IdentifyQuestion question)
    {
        float? threshold = null;
        var by = MatchUnit.Person;
        string? person = null, prefix = null;
        Problem? problem = ReadTop(query, PhotoIdentification.DefaultTop, Identifier.MaxTop, out int top)
            ?? ReadThreshold(query, out threshold)
            ?? ReadBy(query, out by)
            ?? ReadFilter(query, "person", out person)
            ?? ReadFilter(query, "prefix", out prefix);
        if (problem is null && person is not null && (person = PersonName.Clean(person)).Length == 0)
        {
            problem = Problem.BadParameter("person", "'person' holds nothing that a name is made of.");
        }

        question = new IdentifyQuestion(top, threshold, by, new SearchFilter(person, prefix));
        return problem;
    }

    /// <summary>Reads <c>person</c> of a photo that is written: a name that is kept as it is given, but for what <see cref="PersonName.Clean"/> takes away; null when absent or empty.</summary>
    public static Problem? ReadPerson(IQueryCollection query, out string? person)
    {
        Problem? problem = ReadFilter(query, "person", out person);
        if (problem is not null || person is null)
        {
            return problem;
        }

        bool isTooLong = person.Trim().Length > PersonName.MaxLength;
        person = PersonName.Clean(person);
        return isTooLong ? Problem.BadParameter("person", FormattableString.Invariant($"'person' is a name of at most {PersonName.MaxLength} characters."))
            : person.Length == 0 ? Problem.BadParameter("person", "'person' holds nothing that a name is made of.")
            : null;
    }

    private static Problem? ReadBy(IQueryCollection query, out MatchUnit by)
    {
        string text = query["by"].ToString();
        by = text == "photo" ? MatchUnit.Photo : MatchUnit.Person;
        return text is "" or "person" or "photo" ? null : Problem.BadParameter("by", "'by' is person or photo.");
    }

    /// <summary>Reads a filter: one value, taken as it is; null when absent or empty.</summary>
    private static Problem? ReadFilter(IQueryCollection query, string parameter, out string? value)
    {
        value = query[parameter] is [{ Length: > 0 } only] ? only : null;
        return query[parameter].Count > 1 ? Problem.BadParameter(parameter, $"'{parameter}' can be given once.") : null;
    }

    /// <summary>Reads a photo's path in a container that may be read.</summary>
    public static Problem? ReadPhoto(IQueryCollection query, string parameter, out PhotoPath path)
    {
        if (!PhotoPath.TryParse(query[parameter].ToString(), out path))
        {
            return Problem.BadParameter(parameter, $"'{parameter}' names a photo as container/path, for instance probes/x.jpg.");
        }

        return path.Container is PhotoPath.Gallery or PhotoPath.Probes ? null : Problem.ContainerNotAllowed(parameter, path.Container);
    }

    /// <summary>Reads the name of a photo or a person: exactly one value, taken as it is.</summary>
    public static Problem? ReadName(IQueryCollection query, string parameter, out string name)
    {
        name = query[parameter] is [{ Length: > 0 } only] ? only : "";
        return name.Length > 0 ? null : Problem.BadParameter(parameter, $"'{parameter}' is one name, percent-encoded; a plus sign in it is %2B.");
    }
}
