using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FaceFunctions.AzureSearch.Tests.Support;

/// <summary>Reads the part of the service's OData that is used here, and refuses what the service would: unknown or unfilterable fields, an order of strings.</summary>
internal static partial class StandInFilter
{
    public static Func<JsonElement, bool> Parse(string? filter, IReadOnlyDictionary<string, StandInField> fields)
    {
        Func<JsonElement, bool>[] parts = filter is null ? [] : [.. filter.Split(" and ").Select(part => ParsePart(part, fields))];
        return document => parts.All(part => part(document));
    }

    private static Func<JsonElement, bool> ParsePart(string part, IReadOnlyDictionary<string, StandInField> fields)
    {
        if (part.StartsWith("not ", StringComparison.Ordinal))
        {
            Func<JsonElement, bool> inner = ParsePart(part["not ".Length..], fields);
            return document => !inner(document);
        }

        if (In().Match(part) is { Success: true } list)
        {
            string field = Filterable(list.Groups["field"].Value, "Edm.String", fields);
            HashSet<string> values = [.. list.Groups["values"].Value.Split(list.Groups["delimiter"].Value.ToCharArray())];
            return document => values.Contains(document.GetProperty(field).GetString()!);
        }

        if (Any().Match(part) is { Success: true } any)
        {
            string field = Filterable(any.Groups["field"].Value, "Collection(Edm.String)", fields);
            string value = any.Groups["value"].Value;
            return document => document.GetProperty(field).EnumerateArray().Any(item => item.GetString() == value);
        }

        if (Text().Match(part) is { Success: true } text)
        {
            string field = Filterable(text.Groups["field"].Value, "Edm.String", fields);
            (string value, bool equal) = (text.Groups["value"].Value, text.Groups["operator"].Value == "eq");
            return document => (document.GetProperty(field).GetString() == value) == equal;
        }

        Match number = Number().Match(part);
        Published.Require(number.Success, $"'{part}' is no filter.");
        string name = number.Groups["field"].Value;
        Published.Require(fields.TryGetValue(name, out StandInField? known) && known.IsFilterable && known.Type is "Edm.Int32" or "Edm.Int64", $"'{name}' is no number to filter by.");
        long limit = long.Parse(number.Groups["value"].Value, CultureInfo.InvariantCulture);
        return number.Groups["operator"].Value == "eq" ? document => document.GetProperty(name).GetInt64() == limit : document => document.GetProperty(name).GetInt64() < limit;
    }

    private static string Filterable(string name, string type, IReadOnlyDictionary<string, StandInField> fields)
    {
        Published.Require(fields.TryGetValue(name, out StandInField? field) && field.IsFilterable && field.Type == type, $"'{name}' is no {type} to filter by.");
        return name;
    }

    [GeneratedRegex(@"^search\.in\((?<field>\w+), '(?<values>[^']*)', '(?<delimiter>[^']+)'\)$")]
    private static partial Regex In();

    [GeneratedRegex(@"^(?<field>\w+)/any\((?<item>\w+): \k<item> eq '(?<value>[^']*)'\)$")]
    private static partial Regex Any();

    [GeneratedRegex(@"^(?<field>\w+) (?<operator>eq|ne) '(?<value>[^']*)'$")]
    private static partial Regex Text();

    [GeneratedRegex(@"^(?<field>\w+) (?<operator>eq|lt) (?<value>\d+)$")]
    private static partial Regex Number();
}
