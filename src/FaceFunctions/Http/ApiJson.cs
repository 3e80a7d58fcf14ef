using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FaceFunctions.Faces;
using FaceFunctions.HealthChecks;
using FaceFunctions.Identify;
using FaceFunctions.People;
using FaceFunctions.Photos;
using FaceFunctions.Shared;
using FaceFunctions.Status;
using FaceFunctions.Verify;

namespace FaceFunctions.Http;

/// <summary>The JSON of every answer, written without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IdentifyResponse))]
[JsonSerializable(typeof(FacesResponse))]
[JsonSerializable(typeof(VerifyResponse))]
[JsonSerializable(typeof(PhotoResponse))]
[JsonSerializable(typeof(PhotoListResponse))]
[JsonSerializable(typeof(UploadedResponse))]
[JsonSerializable(typeof(PeopleResponse))]
[JsonSerializable(typeof(DeletedResponse))]
[JsonSerializable(typeof(RenamedResponse))]
[JsonSerializable(typeof(StatusResponse))]
[JsonSerializable(typeof(HealthDocument))]
[JsonSerializable(typeof(HealthChecksResponse))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Writes names as they are read: the answers are JSON documents, never pieces of a page, so letters need no escaping against HTML.</summary>
    public static ApiJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
