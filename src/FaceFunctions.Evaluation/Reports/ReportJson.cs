using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaceFunctions.Evaluation.Reports;

/// <summary>Writes results as JSON, in the style of the product's other documents.</summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,

        // The document goes into a file, never into a web page: names stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,

        // Where no threshold accepts anything, it is infinite.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Makes the document.</summary>
    public static string Create(object result) => JsonSerializer.Serialize(result, Options);
}
