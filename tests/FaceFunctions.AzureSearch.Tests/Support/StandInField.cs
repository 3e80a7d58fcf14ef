using System.Text.Json;

namespace FaceFunctions.AzureSearch.Tests.Support;

/// <summary>A field of an index, checked as the service would.</summary>
internal sealed record StandInField(string Name, string Type, bool IsKey, bool IsFilterable, bool IsRetrievable, int Dimensions)
{
    public bool IsVector => Type == "Collection(Edm.Single)";

    public static StandInField Read(JsonElement field, IReadOnlyCollection<string> profiles)
    {
        Published.RequireOnly(
            field, "name", "type", "key", "retrievable", "searchable", "filterable", "sortable", "facetable", "analyzer", "searchAnalyzer", "indexAnalyzer", "normalizer", "dimensions", "vectorSearchProfile", "synonymMaps");
        string type = field.GetProperty("type").GetString()!;
        var read = new StandInField(
            field.GetProperty("name").GetString()!,
            type,
            field.Flag("key", false),
            field.Flag("filterable", fallback: false),
            field.Flag("retrievable", fallback: true),
            field.Optional("dimensions")?.GetInt32() ?? 0);
        Published.Require(type is "Edm.String" or "Collection(Edm.String)" or "Edm.Int32" or "Edm.Int64" or "Collection(Edm.Single)", $"No type is called {type}.");
        Published.Require(!read.IsKey || (type == "Edm.String" && read.IsRetrievable), "A key is a string that can be read.");
        Published.Require(!(type.StartsWith("Collection", StringComparison.Ordinal) && field.Flag("sortable", false)), "A collection has no order.");
        if (read.IsVector)
        {
            Published.Require(read.Dimensions is >= 2 and <= 2048, "A vector has from 2 to 2,048 dimensions.");
            Published.Require(field.Flag("searchable", false), "A vector is searchable.");
            Published.Require(!read.IsFilterable && !field.Flag("sortable", false) && !field.Flag("facetable", false), "A vector is nothing but searchable.");
            Published.Require(profiles.Contains(field.GetProperty("vectorSearchProfile").GetString()!), "The vector's profile is not defined.");
        }

        return read;
    }

    /// <summary>Checks a value of a document.</summary>
    public void Check(JsonElement value)
    {
        bool fits = Type switch
        {
            "Edm.String" => value.ValueKind == JsonValueKind.String,
            "Collection(Edm.String)" => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String),
            "Edm.Int32" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
            "Edm.Int64" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            _ => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == Dimensions && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number),
        };
        Published.Require(fits, $"A value of '{Name}' is no {Type} of its size.");
    }
}
