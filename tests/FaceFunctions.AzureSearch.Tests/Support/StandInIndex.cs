using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FaceFunctions.AzureSearch.Tests.Support;

/// <summary>One index: its definition, checked, and its documents.</summary>
internal sealed partial class StandInIndex
{
    private const int MaxBatch = 1000;
    private const int MaxBatchBytes = 16 << 20;
    private const int MaxPage = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, StandInField> _fields;
    private readonly StandInField _key;
    private readonly StandInField _vector;
    private readonly Dictionary<string, JsonElement> _documents = new(StringComparer.Ordinal);
    private JsonElement[]? _shown;

    public StandInIndex(string name, string definition)
    {
        Published.Require(IndexName().IsMatch(name), "That is no name of an index.");
        JsonElement index = JsonElement.Parse(definition);
        Published.RequireOnly(index, "name", "fields", "vectorSearch");
        Published.Require(index.GetProperty("name").GetString() == name, "The names in address and body are two.");
        HashSet<string> profiles = Profiles(index.GetProperty("vectorSearch"));
        StandInField[] fields = [.. index.GetProperty("fields").EnumerateArray().Select(field => StandInField.Read(field, profiles))];
        _fields = fields.ToDictionary(field => field.Name);
        _key = fields.Single(field => field.IsKey);
        _vector = fields.Single(field => field.IsVector);
        Definition = index;
    }

    public JsonElement Definition { get; }

    /// <summary>Documents by their keys, whether they are shown yet or not.</summary>
    public IReadOnlyDictionary<string, JsonElement> Documents
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<string, JsonElement>(_documents, StringComparer.Ordinal);
            }
        }
    }

    public int Count => Documents.Count;

    /// <summary>Vectors as the engine compares them: of less precision, or wholly missed (null).</summary>
    public Func<string, float[], float[]?> Seen { get; set; } = (_, vector) => vector;

    /// <summary>Whether searches see what was written, or what was there when this was turned off.</summary>
    public bool ShowsChanges
    {
        get => _shown is null;
        set => _shown = value ? null : [.. Documents.Values];
    }

    /// <summary>Adds documents of photos that no table has.</summary>
    public void Fill(int count, float[] vector) => Write(
        JsonSerializer.Serialize(new
        {
            value = Enumerable.Range(0, count).Select(i => new Dictionary<string, object>
            {
                ["@search.action"] = "upload",
                ["key"] = $"{i:x32}-0",
                ["photo"] = $"{i:x32}",
                ["person"] = $"{i:x32}",
                ["folders"] = Array.Empty<string>(),
                ["partition"] = 0,
                ["generation"] = 1,
                ["vector"] = vector,
            }),
        }),
        (_, _) => null);

    public (int Status, string Body) Write(string body, Func<string, string, int?> fault)
    {
        Published.Require(Encoding.UTF8.GetByteCount(body) <= MaxBatchBytes, "A batch has at most 16 MB.");
        JsonElement batch = JsonElement.Parse(body);
        Published.RequireOnly(batch, "value");
        JsonElement[] actions = [.. batch.GetProperty("value").EnumerateArray()];
        Published.Require(actions.Length is >= 1 and <= MaxBatch, "A batch has from 1 to 1,000 documents.");
        Array.ForEach(actions, Check);
        var results = actions.Select(action => Write(action, fault)).ToArray();
        return (results.All(result => result.Status) ? 200 : 207, JsonSerializer.Serialize(new { value = results }, JsonSerializerOptions.Web));
    }

    public string Search(string body)
    {
        JsonElement query = JsonElement.Parse(body);
        Published.RequireOnly(query, "count", "search", "filter", "select", "top", "skip", "vectorQueries", "vectorFilterMode");
        int top = query.Optional("top")?.GetInt32() ?? 50;
        Published.Require(top is >= 0 and <= MaxPage, "An answer has at most 1,000 documents.");
        string[] selected = query.Optional("select")?.GetString()!.Split(',', StringSplitOptions.TrimEntries) ?? [];
        Published.Require(selected.Length > 0 && selected.All(name => _fields.TryGetValue(name, out StandInField? field) && field.IsRetrievable), "Something is selected that cannot be read.");
        Func<JsonElement, bool> admits = StandInFilter.Parse(query.Optional("filter")?.GetString(), _fields);
        IEnumerable<JsonElement> found = (_shown ?? [.. Documents.Values]).Where(admits);
        if (query.Optional("vectorQueries") is { } vectors)
        {
            Published.Require(query.GetProperty("vectorFilterMode").GetString() is "preFilter" or "postFilter", "There is no such order of filtering.");
            Published.Require(query.GetProperty("vectorFilterMode").GetString() == "preFilter", "The stand-in filters first.");
            found = Nearest(found, vectors.EnumerateArray().Single());
        }

        return JsonSerializer.Serialize(new
        {
            value = found.Take(top).Select(document => selected.ToDictionary(name => name, name => document.GetProperty(name)).Append(new("@search.score", JsonElement.Parse("1.0"))).ToDictionary()),
        });
    }

    private static HashSet<string> Profiles(JsonElement search)
    {
        Published.RequireOnly(search, "profiles", "algorithms");
        HashSet<string> algorithms = [];
        foreach (JsonElement algorithm in search.GetProperty("algorithms").EnumerateArray())
        {
            bool isGraph = algorithm.GetProperty("kind").GetString() == "hnsw";
            Published.Require(isGraph || algorithm.GetProperty("kind").GetString() == "exhaustiveKnn", "There is no such algorithm.");
            JsonElement parameters = algorithm.GetProperty(isGraph ? "hnswParameters" : "exhaustiveKnnParameters");
            Published.Require(parameters.GetProperty("metric").GetString() is "cosine" or "euclidean" or "dotProduct", "There is no such metric.");
            if (isGraph)
            {
                Published.Require(parameters.GetProperty("m").GetInt32() is >= 4 and <= 10, "m is from 4 to 10.");
                Published.Require(parameters.GetProperty("efConstruction").GetInt32() is >= 100 and <= 1000, "efConstruction is from 100 to 1,000.");
                Published.Require(parameters.GetProperty("efSearch").GetInt32() is >= 100 and <= 1000, "efSearch is from 100 to 1,000.");
            }

            algorithms.Add(algorithm.GetProperty("name").GetString()!);
        }

        HashSet<string> profiles = [];
        foreach (JsonElement profile in search.GetProperty("profiles").EnumerateArray())
        {
            Published.RequireOnly(profile, "name", "algorithm");
            Published.Require(algorithms.Contains(profile.GetProperty("algorithm").GetString()!), "A profile's algorithm is not defined.");
            profiles.Add(profile.GetProperty("name").GetString()!);
        }

        return profiles;
    }

    // One that does not fit the definition makes the service refuse the whole batch.
    private void Check(JsonElement action)
    {
        Published.Require(action.GetProperty("@search.action").GetString() is "upload" or "merge" or "mergeOrUpload" or "delete", "There is no such action.");
        Published.Require(DocumentKey().IsMatch(action.GetProperty(_key.Name).GetString()!), "That is no key of a document.");
        foreach (JsonProperty property in action.EnumerateObject().Where(property => property.Name != "@search.action"))
        {
            Published.Require(_fields.TryGetValue(property.Name, out StandInField? field), $"No field is called '{property.Name}'.");
            field.Check(property.Value);
        }
    }

    private WriteResult Write(JsonElement action, Func<string, string, int?> fault)
    {
        string key = action.GetProperty(_key.Name).GetString()!;
        string kind = action.GetProperty("@search.action").GetString()!;
        if (fault(key, kind) is { } status)
        {
            return new WriteResult(key, false, "Refused.", status);
        }

        lock (_lock)
        {
            bool isNew = !_documents.ContainsKey(key);
            if (kind == "delete")
            {
                _documents.Remove(key);
                return new WriteResult(key, true, null, 200);
            }

            Dictionary<string, JsonElement> merged = isNew ? [] : _documents[key].EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
            foreach (JsonProperty property in action.EnumerateObject().Where(property => property.Name != "@search.action"))
            {
                merged[property.Name] = property.Value;
            }

            _documents[key] = JsonSerializer.SerializeToElement(merged);
            return new WriteResult(key, true, null, isNew ? 201 : 200);
        }
    }

    private IEnumerable<JsonElement> Nearest(IEnumerable<JsonElement> documents, JsonElement query)
    {
        Published.RequireOnly(query, "kind", "k", "fields", "exhaustive", "vector");
        Published.Require(query.GetProperty("kind").GetString() == "vector" && query.GetProperty("fields").GetString() == _vector.Name, "The query is about no vector.");
        Published.Require(query.GetProperty("exhaustive").ValueKind is JsonValueKind.True or JsonValueKind.False, "Exhaustive or not?");
        float[] wanted = Floats(query.GetProperty("vector"));
        Published.Require(wanted.Length == _vector.Dimensions, "The vector has another dimension than the field's.");
        int k = query.GetProperty("k").GetInt32();
        Published.Require(k >= 1, "k is 1 or more.");
        return documents
            .Select(document => (Document: document, Vector: Seen(document.GetProperty(_key.Name).GetString()!, Floats(document.GetProperty(_vector.Name)))))
            .Where(seen => seen.Vector is not null)
            .OrderByDescending(seen => Cosine(wanted, seen.Vector!))
            .Take(k)
            .Select(seen => seen.Document)
            .ToArray();
    }

    private static float[] Floats(JsonElement vector) => [.. vector.EnumerateArray().Select(value => value.GetSingle())];

    private static double Cosine(float[] a, float[] b)
    {
        (double dot, double first, double second) = (0, 0, 0);
        for (int i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
            first += (double)a[i] * a[i];
            second += (double)b[i] * b[i];
        }

        return dot / Math.Sqrt(first * second);
    }

    // https://learn.microsoft.com/rest/api/searchservice/naming-rules
    [GeneratedRegex("^[a-z0-9](?!.*--)[a-z0-9-]{0,126}[a-z0-9]$")]
    private static partial Regex IndexName();

    [GeneratedRegex("^[A-Za-z0-9=-][A-Za-z0-9_=-]{0,1023}$")]
    private static partial Regex DocumentKey();

    private sealed record WriteResult(string Key, bool Status, string? ErrorMessage, int StatusCode);
}
