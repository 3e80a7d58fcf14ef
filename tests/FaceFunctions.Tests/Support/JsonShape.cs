using System.Text;
using System.Text.Json;
using FaceFunctions.Testing;

namespace FaceFunctions.Tests.Support;

/// <summary>The shape of a JSON answer, without its values: names, order and types, compared with a file in <c>Shapes</c>.</summary>
public static class JsonShape
{
    /// <summary>Compares; a difference is to be looked at and the file changed by hand.</summary>
    public static void Matches(string file, JsonElement json)
    {
        string path = Path.Combine(SharedFiles.RepositoryRoot, "tests", "FaceFunctions.Tests", "Shapes", file + ".txt");
        Assert.Equal(File.ReadAllText(path), Of(json));
    }

    public static string Of(JsonElement json)
    {
        var text = new StringBuilder();
        Write(text, "$", json);
        return text.ToString();
    }

    private static void Write(StringBuilder text, string path, JsonElement json)
    {
        text.Append(path).Append(": ").Append(json.ValueKind is JsonValueKind.True or JsonValueKind.False ? "Boolean" : json.ValueKind.ToString()).Append('\n');
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in json.EnumerateObject())
            {
                Write(text, $"{path}.{property.Name}", property.Value);
            }
        }
        else if (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() > 0)
        {
            // The elements of an array all look like its first.
            Write(text, path + "[]", json[0]);
        }
    }
}
