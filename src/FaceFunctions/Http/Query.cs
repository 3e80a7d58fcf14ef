using System.Globalization;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Identification;
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

    /// <summary>Reads <c>top</c> and <c>threshold</c> of a search.</summary>
    public static Problem? ReadSearch(IQueryCollection query, out int top, out float? threshold)
    {
        threshold = null;
        return ReadTop(query, PhotoIdentification.DefaultTop, Identifier.MaxTop, out top) ?? ReadThreshold(query, out threshold);
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
